// The weights in a .keras archive: a zip archive that holds an HDF5 file beside the model's description.
#pragma once

#include <string>
#include <vector>

#include "files/keras/keras_file.h"
#include "files/tensor_file.h"
#include "files/zip_archive.h"

namespace weights {

class KerasArchive : public TensorFile {
 public:
  // `archive` holds a model.weights.h5. Throws base::Error naming `file`.
  KerasArchive(ZipArchive archive, const std::string& file);

  const std::vector<TensorEntry>& tensors() const override { return weights_.tensors(); }
  std::vector<float> read(std::size_t index) override { return weights_.read(index); }

 private:
  ZipArchive archive_;
  KerasFile weights_;
};

}  // namespace weights

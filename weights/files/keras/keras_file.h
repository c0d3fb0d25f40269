// The weights in a Keras file (keras.io): the HDF5 files of Keras 1 and 2 and of Keras 3, whole models or
// weights alone, and Keras 3's .keras archives, which hold one.
//
// Tensors are called by their path in the file, as block1_conv1/block1_conv1/kernel:0 or
// layers/conv2d_3/vars/0. Nothing outside the file is followed: no soft or external links, external or
// virtual storage, no filters but gzip, shuffle and checksums. Files with filters in Theano's order are
// refused.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "files/keras/hdf5_source.h"
#include "files/source_file.h"
#include "files/tensor_file.h"

namespace weights {

class KerasFile : public TensorFile {
 public:
  // Refers to `source` as long as it lives. Throws base::Error naming the file.
  explicit KerasFile(SourceFile& source);
  explicit KerasFile(Hdf5Bytes bytes);

  const std::vector<TensorEntry>& tensors() const override { return tensors_; }
  std::vector<float> read(std::size_t index) override;

 private:
  void list_group(const std::string& path, int depth);
  void list_dataset(const std::string& path, const Hdf5Handle& dataset);
  // The bytes that the values take when unpacked, checked against those in the file.
  std::uint64_t check_storage(const std::string& path, const Hdf5Handle& dataset) const;
  void check_chunks(const std::string& path, const Hdf5Handle& how, std::uint64_t values) const;
  // `sentence`: with a place for the tensor's name.
  [[noreturn]] void refuse_tensor(const std::string& path, const char* sentence) const;

  Hdf5Bytes bytes_;
  Hdf5Handle file_;
  std::vector<TensorEntry> tensors_;
  std::size_t objects_ = 0;
};

}  // namespace weights

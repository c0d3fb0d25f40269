// The tensors of a safetensors file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "files/safetensors/safetensors_header.h"
#include "files/source_file.h"
#include "files/tensor_file.h"

namespace weights {

class SafetensorsFile : public TensorFile {
 public:
  // Refers to `source` as long as it lives. Throws base::Error naming the file.
  explicit SafetensorsFile(SourceFile& source);

  const std::vector<TensorEntry>& tensors() const override { return tensors_; }
  std::vector<float> read(std::size_t index) override;
  Metadata metadata() const override { return metadata_; }

 private:
  SourceFile& source_;
  std::uint64_t data_begin_ = 0;
  std::vector<SafetensorsTensor> stored_;
  std::vector<TensorEntry> tensors_;  // the same, in the same order
  Metadata metadata_;
};

}  // namespace weights

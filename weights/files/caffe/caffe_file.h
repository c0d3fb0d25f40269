// The weights in a Caffe model (caffe.berkeleyvision.org), today's and the older form of layers. A layer's
// two blobs are called conv1_1.weight and conv1_1.bias by the layer's name.
#pragma once

#include <string>
#include <vector>

#include "files/protobuf_walk.h"
#include "files/source_file.h"
#include "files/tensor_file.h"

namespace weights {

class CaffeFile : public TensorFile {
 public:
  // Refers to `source` as long as it lives. Throws base::Error naming the file.
  explicit CaffeFile(SourceFile& source);

  const std::vector<TensorEntry>& tensors() const override { return tensors_; }
  std::vector<float> read(std::size_t index) override;

 private:
  class Index;

  SourceFile& source_;
  std::vector<TensorEntry> tensors_;
  std::vector<ByteRange> stored_;  // the messages of the same
};

}  // namespace weights

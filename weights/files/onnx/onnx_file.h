// The weights in an ONNX model (onnx.ai), as PyTorch, MXNet, Caffe2 or tf2onnx export it.
//
// Exporters name tensors as they like, but the graph lists its convolutions and poolings in order: an
// initializer or constant that is a convolution's filters or biases is called conv1_1.weight, conv1_1.bias
// and so on by its place, those of the batch normalisation behind it bn1_1.weight, all others keep their
// names. Values may be F16, BF16, F32 or F64 and lie in the file itself or in others of its folder; quantised
// models are refused.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "files/protobuf_walk.h"
#include "files/source_file.h"
#include "files/tensor_file.h"

namespace weights {

namespace onnx {
class Tensor;
}

class OnnxFile : public TensorFile {
 public:
  // Refers to `source` as long as it lives. Throws base::Error naming the file.
  explicit OnnxFile(SourceFile& source);

  const std::vector<TensorEntry>& tensors() const override { return tensors_; }
  std::vector<float> read(std::size_t index) override;
  // Pooling, and the preprocessing that goes with the exporter.
  Metadata metadata() const override { return metadata_; }

 private:
  class Index;

  std::string bytes_elsewhere(const onnx::Tensor& tensor, std::size_t index, std::uint64_t value_bytes) const;

  SourceFile& source_;
  std::vector<TensorEntry> tensors_;
  std::vector<ByteRange> stored_;  // the messages of the same
  Metadata metadata_;
};

}  // namespace weights

// A convolution out of two tensors of a file: their shapes and values checked, their layout made ours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "files/tensor_file.h"
#include "vgg/file_layers.h"
#include "weights/weight_set.h"

namespace weights {

struct ConvolutionPlace {
  std::size_t weight;               // indices in the file
  std::optional<std::size_t> bias;  // none: zeros
  Layout layout;
  std::uint64_t in_channels;
};

// Without a name. Throws base::Error naming `file` and the tensor.
Convolution read_convolution(TensorFile& tensors, const ConvolutionPlace& place, const std::string& file);

// `count` numbers, one for each filter, with dimensions of 1 around them or not, all finite. Throws alike.
std::vector<float> read_per_filter(TensorFile& tensors, std::size_t index, std::uint64_t count,
                                   const std::string& file);

}  // namespace weights

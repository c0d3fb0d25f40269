// A convolution out of two tensors of a file: their shapes and values checked, their layout made ours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "files/tensor_file.h"
#include "vgg/vgg_names.h"
#include "weights/weight_set.h"

namespace weights {

struct ConvolutionPlace {
  std::size_t weight;  // indices in the file
  std::size_t bias;
  Layout layout;
  std::uint64_t in_channels;
};

// How many filters a weight tensor of this layout has; 0 where it has no dimensions.
std::uint64_t filters_of(const TensorEntry& weight, Layout layout);

// Without a name. Throws base::Error naming `file` and the tensor.
Convolution read_convolution(TensorFile& tensors, const ConvolutionPlace& place, const std::string& file);

}  // namespace weights

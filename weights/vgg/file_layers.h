// The layers that a file's tensors belong to, told by what the tensors' names end in: PyTorch's and Caffe's
// weight, bias, running_mean and running_var, Keras' kernel, gamma, vars/0 and so on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "files/tensor_file.h"

namespace weights {

enum class Layout { kOutInHeightWidth, kHeightWidthInOut };

enum class Part { kWeight, kBias, kMean, kVariance };  // of a normalisation the first two are scale and shift

// Whatever the locale.
inline bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// A name cut at "." and "/".
std::vector<std::string> name_parts(const std::string& name);

struct FileLayer {
  // "features", "0" of "features.0.weight"; without words such as "module" that training programs put
  // anywhere, and without Keras' repetition of a layer's name.
  std::vector<std::string> path;
  Layout layout = Layout::kOutInHeightWidth;
  std::array<std::optional<std::size_t>, 4> parts;  // in TensorFile::tensors(), by Part
  std::optional<std::size_t> twice;                 // a tensor that would be a part that is there already

  const std::optional<std::size_t>& part(Part which) const { return parts[static_cast<std::size_t>(which)]; }
};

// In the order of their paths, numbers in them by value: "conv2d_2" before "conv2d_10".
std::vector<FileLayer> layers_of(const TensorFile& tensors);

bool is_normalisation(const FileLayer& layer);

// Filters of `size` × `size`, whatever the channels.
bool is_convolution(const TensorEntry& weight, Layout layout, std::uint64_t size);
// Of a tensor with the dimensions of filters; 0 where it has none.
std::uint64_t filters_of(const TensorEntry& weight, Layout layout);
std::uint64_t inputs_of(const TensorEntry& weight, Layout layout);

}  // namespace weights

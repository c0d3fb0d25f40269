// What the tensors of a VGG are called in files of different origin, as a table of families. A family tells
// which convolution a name means, how its filters lie in memory and how pictures are prepared for its
// weights.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "weights/weight_set.h"

namespace weights {

// How a family counts the convolutions.
enum class Numbering {
  kLayers,  // 0, 2, 5, 7, 10, …: torchvision counts convolution, rectifier and pooling layers alike, so that
            // VGG-16 and VGG-19 part after conv3_3 (14)
  kBlocks,  // 11, 12, 21, …: 10 · block + convolution, as in the papers' "conv1_1"
  kOrder    // 0, 1, 2, …: the convolutions alone
};

// All convolutions of the network, in order.
std::vector<int> convolution_numbers(NetworkKind network, Numbering numbering);

enum class Layout { kOutInHeightWidth, kHeightWidthInOut };

// What a tensor's name says.
struct TensorRole {
  int number = 0;  // of the convolution, in the family's numbering
  bool bias = false;
};

struct NameFamily {
  // No value for names that are not of the family. `parts` is the name cut at "." and "/".
  std::optional<TensorRole> (*role)(const std::vector<std::string>& parts);
  // Where {n} stands for the number, {b} and {c} for block and convolution.
  const char* weight_pattern;  // "features.{n}.weight"
  const char* bias_pattern;
  Numbering numbering;
  Layout layout;
  Preprocessing preprocessing;  // where neither the tensors nor metadata tell better
};

const std::vector<NameFamily>& name_families();

// "features.5.bias", or "conv2_1.bias".
std::string tensor_name(const NameFamily& family, const TensorRole& role);

std::vector<std::string> name_parts(const std::string& name);

// The tensors as our own files call them, in torchvision's way.
struct ConvolutionTensors {
  std::string convolution;  // "1_1"
  std::string weight;       // "features.0.weight"
  std::string bias;
};
std::vector<ConvolutionTensors> convolution_tensors(NetworkKind network);

}  // namespace weights

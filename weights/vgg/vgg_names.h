// What the convolutions of a VGG are called and how they are counted.
#pragma once

#include <string>
#include <vector>

#include "weights/weight_set.h"

namespace weights {

enum class Numbering {
  kLayers,  // 0, 2, 5, 7, 10, …: torchvision counts convolution, rectifier and pooling layers alike, so
            // that VGG-16 and VGG-19 part after conv3_3 (14)
  kNormalisedLayers,  // 0, 3, 7, 10, 14, …: as its vgg19_bn does, with batch normalisation in between
  kBlocks,            // 11, 12, 21, …: 10 · block + convolution, as in the papers' "conv1_1"
  kOrder              // 0, 1, 2, …: the convolutions alone
};

// All convolutions of the network, in order.
std::vector<int> convolution_numbers(NetworkKind network, Numbering numbering);

// The tensors as our own files call them, in torchvision's way.
struct ConvolutionTensors {
  std::string convolution;  // "1_1"
  std::string weight;       // "features.0.weight"
  std::string bias;
};
std::vector<ConvolutionTensors> convolution_tensors(NetworkKind network);

}  // namespace weights

// Which of a file's tensors are the convolutions of a VGG in torchvision's numbering: `features` counts
// convolution, rectifier and pooling layers alike, so that conv1_1 is features.0, conv1_2 features.2, conv2_1
// features.5, and VGG-16 and VGG-19 part after conv3_3 (features.14).
#pragma once

#include <string>
#include <vector>

#include "safetensors_header.h"
#include "weights/weight_set.h"

namespace weights {

struct ConvolutionTensors {
  std::string convolution;  // "1_1"
  std::string weight;       // "features.0.weight"
  std::string bias;
};

// All convolutions of the network, in order.
std::vector<ConvolutionTensors> convolution_tensors(NetworkKind network);

struct FoundNetwork {
  NetworkKind network;
  std::vector<ConvolutionTensors> convolutions;  // conv1_1 up to the last one in the file
};

// A file that ends before the two part is taken as its metadata say, else as VGG-19. Throws base::Error
// naming `file` where the tensors are no VGG's or some are missing.
FoundNetwork find_network(const SafetensorsHeader& header, const std::string& file);

}  // namespace weights

#include "vgg/vgg_names.h"

#include <cstddef>

namespace weights {

std::vector<int> convolution_numbers(NetworkKind network, Numbering numbering) {
  std::vector<int> numbers;
  int layer = 0;
  char block = '1';
  for (const ConvolutionName& convolution : convolution_names(network)) {
    const char* name = convolution.name;  // "1_1"
    if (name[0] != block) ++layer;        // the pooling between blocks
    block = name[0];
    switch (numbering) {
      case Numbering::kLayers:
      case Numbering::kNormalisedLayers:
        numbers.push_back(layer);
        break;
      case Numbering::kBlocks:
        numbers.push_back(10 * (block - '0') + (name[2] - '0'));
        break;
      case Numbering::kOrder:
        numbers.push_back(static_cast<int>(numbers.size()));
    }
    // The convolution and its rectifier, and the normalisation between them.
    layer += numbering == Numbering::kNormalisedLayers ? 3 : 2;
  }
  return numbers;
}

std::vector<ConvolutionTensors> convolution_tensors(NetworkKind network) {
  const std::vector<int> numbers = convolution_numbers(network, Numbering::kLayers);
  std::vector<ConvolutionTensors> tensors;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string layer = "features." + std::to_string(numbers[i]);
    tensors.push_back({convolution_names(network)[i].name, layer + ".weight", layer + ".bias"});
  }
  return tensors;
}

}  // namespace weights

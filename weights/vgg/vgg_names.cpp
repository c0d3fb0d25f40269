#include "vgg/vgg_names.h"

#include <cstddef>
#include <utility>

#include "vgg/known_preprocessing.h"

namespace weights {
namespace {

using Parts = std::vector<std::string>;

// A number of at most three digits and no leading zero.
std::optional<int> number_in(const std::string& digits) {
  const bool number = !digits.empty() && digits.size() <= 3 &&
                      digits.find_first_not_of("0123456789") == std::string::npos &&
                      (digits.size() == 1 || digits.front() != '0');
  if (!number) return std::nullopt;
  return std::stoi(digits);
}

std::optional<bool> is_bias(const std::string& part) {
  if (part == "weight") return false;
  if (part == "bias") return true;
  return std::nullopt;
}

std::optional<TensorRole> role_of(const std::optional<int>& number, const std::optional<bool>& bias) {
  if (!number || !bias) return std::nullopt;
  return TensorRole{*number, *bias};
}

// What training programs put a whole network's tensors into.
bool is_wrapper(const std::string& part) {
  for (const char* wrapper : {"module", "state_dict", "model_state_dict", "model", "net", "network"}) {
    if (part == wrapper) return true;
  }
  return false;
}

// 11 of "conv1_1", 34 of "block3_conv4".
std::optional<int> block_number(const std::string& part, const std::string& before,
                                const std::string& between) {
  const std::size_t digits = before.size() + between.size() + 2;
  if (part.size() != digits || part.compare(0, before.size(), before) != 0 ||
      part.compare(before.size() + 1, between.size(), between) != 0) {
    return std::nullopt;
  }
  const char block = part[before.size()];
  const char convolution = part.back();
  if (block < '1' || block > '5' || convolution < '1' || convolution > '9') return std::nullopt;
  return 10 * (block - '0') + (convolution - '0');
}

// "features.0.weight", and behind any prefix.
std::optional<TensorRole> torchvision_role(const Parts& parts) {
  if (parts.size() < 3 || parts[parts.size() - 3] != "features") return std::nullopt;
  return role_of(number_in(parts[parts.size() - 2]), is_bias(parts.back()));
}

// "0.weight": the features alone.
std::optional<TensorRole> sequential_role(const Parts& parts) {
  if (parts.size() < 2) return std::nullopt;
  for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
    if (!is_wrapper(parts[i])) return std::nullopt;
  }
  return role_of(number_in(parts[parts.size() - 2]), is_bias(parts.back()));
}

// "conv1_1.weight": Gatys' PyTorch files, and Caffe's layers.
std::optional<TensorRole> block_role(const Parts& parts) {
  if (parts.size() < 2) return std::nullopt;
  return role_of(block_number(parts[parts.size() - 2], "conv", "_"), is_bias(parts.back()));
}

// Keras 3 keeps a layer's variables by number.
std::optional<bool> is_bias_by_number(const Parts& parts) {
  if (parts.size() < 3 || parts[parts.size() - 2] != "vars") return std::nullopt;
  if (parts.back() == "0") return false;
  if (parts.back() == "1") return true;
  return std::nullopt;
}

// "layers/conv2d_3/vars/0" of Keras 3, where the first one has no number.
std::optional<TensorRole> keras_order_role(const Parts& parts) {
  const std::optional<bool> bias = is_bias_by_number(parts);
  if (!bias) return std::nullopt;
  const std::string& layer = parts[parts.size() - 3];
  if (layer == "conv2d") return TensorRole{0, *bias};
  if (layer.rfind("conv2d_", 0) != 0) return std::nullopt;
  return role_of(number_in(layer.substr(7)), bias);
}

// "block1_conv1/block1_conv1/kernel:0" of Keras 2, "block1_conv1/block1_conv1_W_1:0" of Keras 1.
std::optional<TensorRole> keras_role(const Parts& parts) {
  if (parts.size() < 2) return std::nullopt;
  const std::string& layer = parts[parts.size() - 2];
  const std::optional<int> number = block_number(layer, "block", "_conv");
  std::string kind = parts.back().substr(0, parts.back().find(':'));
  if (kind.compare(0, layer.size() + 1, layer + "_") == 0) kind.erase(0, layer.size() + 1);
  if (kind == "kernel" || kind == "W" || kind == "W_1") return role_of(number, false);
  if (kind == "bias" || kind == "b" || kind == "b_1") return role_of(number, true);
  return std::nullopt;
}

}  // namespace

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
        numbers.push_back(layer);
        break;
      case Numbering::kBlocks:
        numbers.push_back(10 * (block - '0') + (name[2] - '0'));
        break;
      case Numbering::kOrder:
        numbers.push_back(static_cast<int>(numbers.size()));
    }
    layer += 2;  // the convolution and its rectifier
  }
  return numbers;
}

const std::vector<NameFamily>& name_families() {
  static const std::vector<NameFamily> families = {
      {torchvision_role, "features.{n}.weight", "features.{n}.bias", Numbering::kLayers,
       Layout::kOutInHeightWidth, torchvision_preprocessing()},
      {block_role, "conv{b}_{c}.weight", "conv{b}_{c}.bias", Numbering::kBlocks, Layout::kOutInHeightWidth,
       caffe_preprocessing()},
      {keras_role, "block{b}_conv{c}/kernel", "block{b}_conv{c}/bias", Numbering::kBlocks,
       Layout::kHeightWidthInOut, caffe_preprocessing()},
      {keras_order_role, "conv2d_{n}/vars/0", "conv2d_{n}/vars/1", Numbering::kOrder,
       Layout::kHeightWidthInOut, caffe_preprocessing()},
      {sequential_role, "{n}.weight", "{n}.bias", Numbering::kLayers, Layout::kOutInHeightWidth,
       torchvision_preprocessing()},
  };
  return families;
}

std::string tensor_name(const NameFamily& family, const TensorRole& role) {
  std::string name = role.bias ? family.bias_pattern : family.weight_pattern;
  const std::pair<const char*, int> fields[] = {
      {"{n}", role.number}, {"{b}", role.number / 10}, {"{c}", role.number % 10}};
  for (const auto& [field, number] : fields) {
    const std::size_t at = name.find(field);
    if (at != std::string::npos) name.replace(at, 3, std::to_string(number));
  }
  return name;
}

std::vector<std::string> name_parts(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char letter : name) {
    if (letter == '.' || letter == '/') {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

std::vector<ConvolutionTensors> convolution_tensors(NetworkKind network) {
  const NameFamily& torchvision = name_families().front();
  const std::vector<int> numbers = convolution_numbers(network, torchvision.numbering);
  std::vector<ConvolutionTensors> tensors;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    tensors.push_back({convolution_names(network)[i].name, tensor_name(torchvision, {numbers[i], false}),
                       tensor_name(torchvision, {numbers[i], true})});
  }
  return tensors;
}

}  // namespace weights

#include "vgg_tensors.h"

#include <algorithm>
#include <optional>
#include <set>

#include "file_error.h"

namespace weights {
namespace {

constexpr const char* kPrefix = "features.";

// N of "features.N.weight" and "features.N.bias".
std::optional<int> feature_number(const std::string& tensor) {
  const std::string prefix = kPrefix;
  if (tensor.compare(0, prefix.size(), prefix) != 0) return std::nullopt;
  const std::size_t dot = tensor.find('.', prefix.size());
  if (dot == std::string::npos) return std::nullopt;
  const std::string digits = tensor.substr(prefix.size(), dot - prefix.size());
  const std::string kind = tensor.substr(dot + 1);
  const bool number = !digits.empty() && digits.size() <= 3 &&
                      digits.find_first_not_of("0123456789") == std::string::npos &&
                      (digits.size() == 1 || digits.front() != '0');
  if (!number || (kind != "weight" && kind != "bias")) return std::nullopt;
  return std::stoi(digits);
}

std::vector<int> feature_numbers(NetworkKind network) {
  std::vector<int> numbers;
  int next = 0;
  char block = '1';
  for (const ConvolutionName& convolution : convolution_names(network)) {
    if (convolution.name[0] != block) ++next;  // the pooling between blocks
    block = convolution.name[0];
    numbers.push_back(next);
    next += 2;  // the convolution and its rectifier
  }
  return numbers;
}

// The first of `present` that the network does not have.
std::optional<int> foreign_number(const std::set<int>& present, NetworkKind network) {
  const std::vector<int> own = feature_numbers(network);
  const auto foreign = std::find_if(present.begin(), present.end(), [&](int number) {
    return std::find(own.begin(), own.end(), number) == own.end();
  });
  if (foreign == present.end()) return std::nullopt;
  return *foreign;
}

std::string numbered(int number) { return kPrefix + std::to_string(number); }

std::optional<NetworkKind> network_in_metadata(const SafetensorsHeader& header, const std::string& file) {
  const auto found = header.metadata.find("network");
  if (found == header.metadata.end()) return std::nullopt;
  for (const NetworkKind network : {NetworkKind::kVgg19, NetworkKind::kVgg16}) {
    if (found->second == network_name(network)) return network;
  }
  refuse(file, "its metadata name the network " + in_quotes(found->second) + "; vgg19 and vgg16 are known");
}

NetworkKind choose_network(const std::set<int>& present, const SafetensorsHeader& header,
                           const std::string& file) {
  const std::optional<NetworkKind> named = network_in_metadata(header, file);
  const std::optional<int> foreign19 = foreign_number(present, NetworkKind::kVgg19);
  const std::optional<int> foreign16 = foreign_number(present, NetworkKind::kVgg16);
  if (foreign19 && foreign16) {
    if (*foreign19 == *foreign16) {
      refuse(file, "its tensor " + numbered(*foreign19) +
                       " is no convolution of VGG-19 or VGG-16 in torchvision's numbering");
    }
    refuse(file, "its tensor " + numbered(*foreign19) + " belongs to VGG-16 alone and " +
                     numbered(*foreign16) + " to VGG-19 alone");
  }
  const NetworkKind network = named ? *named : (foreign19 ? NetworkKind::kVgg16 : NetworkKind::kVgg19);
  const std::optional<int> foreign = network == NetworkKind::kVgg19 ? foreign19 : foreign16;
  if (foreign) {
    refuse(file, "its metadata name the network " + std::string(network_name(network)) +
                     ", to which its tensor " + numbered(*foreign) + " does not belong");
  }
  return network;
}

}  // namespace

std::vector<ConvolutionTensors> convolution_tensors(NetworkKind network) {
  const std::vector<int> numbers = feature_numbers(network);
  std::vector<ConvolutionTensors> tensors;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    tensors.push_back({convolution_names(network)[i].name, numbered(numbers[i]) + ".weight",
                       numbered(numbers[i]) + ".bias"});
  }
  return tensors;
}

FoundNetwork find_network(const SafetensorsHeader& header, const std::string& file) {
  std::set<int> present;
  for (const auto& [name, tensor] : header.tensors) {
    if (const std::optional<int> number = feature_number(name)) present.insert(*number);
    const std::string normalised = ".running_mean";
    if (name.rfind(kPrefix, 0) == 0 && name.size() > normalised.size() &&
        name.compare(name.size() - normalised.size(), normalised.size(), normalised) == 0) {
      refuse(file, "its tensor " + in_quotes(name) +
                       " belongs to a VGG with batch normalisation; one without it is needed");
    }
  }
  if (present.empty()) {
    refuse(
        file,
        "it holds no tensor features.0.weight; a VGG-19 or VGG-16 with torchvision's tensor names is needed");
  }
  FoundNetwork found{choose_network(present, header, file), {}};
  const std::vector<int> numbers = feature_numbers(found.network);
  found.convolutions = convolution_tensors(found.network);
  const auto last = std::find(numbers.begin(), numbers.end(), *present.rbegin());
  found.convolutions.resize(static_cast<std::size_t>(last - numbers.begin()) + 1);
  for (const ConvolutionTensors& convolution : found.convolutions) {
    for (const std::string& name : {convolution.weight, convolution.bias}) {
      if (header.tensors.count(name) == 0) {
        refuse(file, "its tensor " + name + " (conv" + convolution.convolution + ") is missing");
      }
    }
  }
  return found;
}

}  // namespace weights

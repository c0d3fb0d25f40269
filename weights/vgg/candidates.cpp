#include "vgg/candidates.h"

#include <algorithm>
#include <utility>

namespace weights {
namespace {

using Parts = std::vector<std::string>;

// A number of at most three digits and no leading zero.
std::optional<int> number_in(const std::string& digits) {
  if (digits.empty() || digits.size() > 3 || !std::all_of(digits.begin(), digits.end(), is_digit) ||
      (digits.size() > 1 && digits.front() == '0')) {
    return std::nullopt;
  }
  return std::stoi(digits);
}

// 11 of "conv1_1" and "conv_1_1", 34 of "block3_conv4".
std::optional<int> block_number(const std::string& part) {
  for (const auto& [before, between] :
       {std::pair<std::string, std::string>{"conv", "_"}, {"conv_", "_"}, {"block", "_conv"}}) {
    if (part.size() != before.size() + between.size() + 2 || part.compare(0, before.size(), before) != 0 ||
        part.compare(before.size() + 1, between.size(), between) != 0) {
      continue;
    }
    const char block = part[before.size()];
    const char convolution = part.back();
    if (block < '1' || block > '5' || convolution < '1' || convolution > '9') continue;
    return 10 * (block - '0') + (convolution - '0');
  }
  return std::nullopt;
}

std::string joined(Parts::const_iterator begin, Parts::const_iterator end) {
  std::string text;
  for (; begin != end; ++begin) text += (text.empty() ? "" : ".") + *begin;
  return text;
}

// torchvision's features, and what a whole network is called or kept in.
bool says_that_it_is_whole(const std::string& part) {
  for (const char* word : {"", "features", "state_dict", "model_state_dict", "model", "net", "network"}) {
    if (part == word) return true;
  }
  return false;
}

// Behind the beginning of layers that lie in slices of one network.
constexpr char kSlices = '\n';
constexpr std::ptrdiff_t kDeepest = 16;

// The candidates of one way of counting, by the beginning of their names.
class Gathering {
 public:
  explicit Gathering(const TensorFile& tensors) : tensors_(tensors) {}

  // "features.0"; of "slice2.5" the slice may be part of the beginning or not.
  void take_layer(const FileLayer& layer) {
    const Parts& path = layer.path;
    const std::optional<int> number = number_in(path.back());
    if (!number) return;
    const auto end = path.end() - 1;
    take_numbered(joined(path.begin(), end), *number, layer);
    if (end != path.begin() && !(end - 1)->empty() && is_digit((end - 1)->back())) {
      take_numbered(joined(path.begin(), end - 1) + kSlices, *number, layer);
    }
  }

  void take_block(const FileLayer& layer) {
    if (is_normalisation(layer)) {
      normalisations_.emplace_back(joined(layer.path.begin(), layer.path.end()), &layer);
      return;
    }
    const std::optional<int> number = block_number(layer.path.back());
    if (!number) return;
    const auto end = layer.path.end() - 1;
    Candidate& candidate = blocks_[joined(layer.path.begin(), end)];
    candidate.named = true;
    if (!candidate.layers.emplace(*number, &layer).second) candidate.twice = &layer;
  }

  // Convolutions by their order alone, below each beginning.
  void take_in_order(const FileLayer& layer) {
    const std::optional<std::size_t>& weight = layer.part(Part::kWeight);
    if (!weight) return;
    const TensorEntry& entry = tensors_.tensors()[*weight];
    const bool prepares = is_convolution(entry, layer.layout, 1) && filters_of(entry, layer.layout) == 3 &&
                          inputs_of(entry, layer.layout) == 3;
    if (!prepares && !is_convolution(entry, layer.layout, 3)) return;
    for (auto end = layer.path.begin(); end != layer.path.end() && end - layer.path.begin() < kDeepest;
         ++end) {
      Candidate& candidate = orders_[joined(layer.path.begin(), end)];
      if (!prepares) {
        const auto next = static_cast<int>(candidate.layers.size());
        candidate.layers.emplace(next, &layer);
      } else if (candidate.layers.empty()) {
        candidate.input = &layer;
      }
    }
    // As Keras names them itself.
    if (layer.path.back().compare(0, 6, "conv2d") == 0) keras_ = true;
  }

  std::vector<Candidate> candidates() {
    std::vector<Candidate> all;
    for (auto& [beginning, candidate] : numbered_) {
      // Slices that are counted each from 0 on are not one network.
      const bool slices = beginning.find(kSlices) != std::string::npos;
      if (slices && candidate.twice != nullptr) continue;
      candidate.beginning = beginning.substr(0, beginning.find(kSlices));
      candidate.named = says_that_it_is_whole(name_parts(candidate.beginning).back());
      pair_by_number(candidate);
      all.push_back(std::move(candidate));
    }
    for (auto& [beginning, candidate] : blocks_) {
      candidate.beginning = beginning;
      candidate.numbering = Numbering::kBlocks;
      pair_in_order(candidate);
      all.push_back(std::move(candidate));
    }
    for (auto& [beginning, candidate] : orders_) {
      candidate.beginning = beginning;
      candidate.numbering = Numbering::kOrder;
      candidate.named = keras_;
      if (!follows_a_vgg(candidate)) continue;
      pair_in_order(candidate);
      all.push_back(std::move(candidate));
    }
    return all;
  }

 private:
  void take_numbered(const std::string& beginning, int number, const FileLayer& layer) {
    Candidate& candidate = numbered_[beginning];
    auto& place = is_normalisation(layer) ? candidate.normalisations : candidate.layers;
    if (!place.emplace(number, &layer).second) candidate.twice = &layer;
  }

  // torchvision's batch normalisation has the number behind that of its convolution.
  static void pair_by_number(Candidate& candidate) {
    if (candidate.normalisations.empty()) return;
    candidate.numbering = Numbering::kNormalisedLayers;
    std::map<int, const FileLayer*> behind;
    for (const auto& [number, layer] : candidate.normalisations) {
      if (candidate.layers.count(number - 1) == 0) candidate.odd_normalisation = layer;
      behind.emplace(number - 1, layer);
    }
    for (const auto& [number, layer] : candidate.layers) {
      if (behind.count(number) == 0) candidate.odd_normalisation = behind.begin()->second;
    }
    candidate.normalisations = std::move(behind);
  }

  // Elsewhere the first belongs to the first, if they are as many.
  void pair_in_order(Candidate& candidate) const {
    std::vector<const FileLayer*> found;
    for (const auto& [name, layer] : normalisations_) {
      if (name.compare(0, candidate.beginning.size(), candidate.beginning) == 0) found.push_back(layer);
    }
    if (found.empty()) return;
    if (found.size() != candidate.layers.size()) {
      candidate.odd_normalisation = found.front();
      return;
    }
    std::size_t i = 0;
    for (const auto& [number, layer] : candidate.layers) candidate.normalisations.emplace(number, found[i++]);
  }

  // Names that say nothing are believed only where the shapes do: all convolutions to conv3_1, which has more
  // filters than the first, and all there are unless a whole network is.
  bool follows_a_vgg(const Candidate& candidate) const {
    constexpr std::size_t kEnough = 5;
    for (const NetworkKind network : {NetworkKind::kVgg16, NetworkKind::kVgg19}) {
      const std::size_t fit = convolutions_that_fit(candidate, network, tensors_);
      const bool whole = fit == convolution_names(network).size();
      if (!whole && fit != candidate.layers.size()) continue;
      if (fit >= kEnough ? !grows(candidate, fit) : !keras_ || fit == 0) continue;
      if (has_even_blocks(candidate, network, tensors_)) return true;
    }
    return false;
  }

  bool grows(const Candidate& candidate, std::size_t fit) const {
    const auto filters = [&](int number) {
      const FileLayer& layer = *candidate.layers.at(number);
      return filters_of(tensors_.tensors()[*layer.part(Part::kWeight)], layer.layout);
    };
    return filters(static_cast<int>(fit) - 1) > filters(0);
  }

  const TensorFile& tensors_;
  std::map<std::string, Candidate> numbered_;
  std::map<std::string, Candidate> blocks_;
  std::map<std::string, Candidate> orders_;
  std::vector<std::pair<std::string, const FileLayer*>> normalisations_;
  bool keras_ = false;
};

}  // namespace

std::vector<Candidate> candidates_in(const std::vector<FileLayer>& layers, const TensorFile& tensors) {
  Gathering gathering(tensors);
  for (const FileLayer& layer : layers) {
    if (layer.path.empty()) continue;
    gathering.take_layer(layer);
    gathering.take_block(layer);
    gathering.take_in_order(layer);
  }
  return gathering.candidates();
}

std::size_t convolutions_that_fit(const Candidate& candidate, NetworkKind network,
                                  const TensorFile& tensors) {
  if (foreign_number(candidate, network)) return 0;
  std::size_t count = 0;
  std::uint64_t in_channels = 3;
  for (const int number : convolution_numbers(network, candidate.numbering)) {
    const auto found = candidate.layers.find(number);
    if (found == candidate.layers.end() || !found->second->part(Part::kWeight)) break;
    const TensorEntry& weight = tensors.tensors()[*found->second->part(Part::kWeight)];
    const Layout layout = found->second->layout;
    if (!is_convolution(weight, layout, 3) || inputs_of(weight, layout) != in_channels) break;
    in_channels = filters_of(weight, layout);
    ++count;
  }
  return count;
}

std::size_t convolutions_that_fit(const Candidate& candidate, const TensorFile& tensors) {
  return std::max(convolutions_that_fit(candidate, NetworkKind::kVgg16, tensors),
                  convolutions_that_fit(candidate, NetworkKind::kVgg19, tensors));
}

std::optional<int> foreign_number(const Candidate& candidate, NetworkKind network) {
  const std::vector<int> own = convolution_numbers(network, candidate.numbering);
  const bool whole =
      std::all_of(own.begin(), own.end(), [&](int number) { return candidate.layers.count(number) != 0; });
  for (const auto& [number, layer] : candidate.layers) {
    if (whole && number > own.back()) break;
    if (std::find(own.begin(), own.end(), number) == own.end()) return number;
  }
  return std::nullopt;
}

bool has_even_blocks(const Candidate& candidate, NetworkKind network, const TensorFile& tensors) {
  const std::vector<int> numbers = convolution_numbers(network, candidate.numbering);
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto found = candidate.layers.find(numbers[i]);
    if (found == candidate.layers.end() || !found->second->part(Part::kWeight)) return true;
    const std::uint64_t filters =
        filters_of(tensors.tensors()[*found->second->part(Part::kWeight)], found->second->layout);
    const bool same_block =
        i > 0 && convolution_names(network)[i].name[0] == convolution_names(network)[i - 1].name[0];
    if (same_block && filters != before) return false;
    before = filters;
  }
  return true;
}

}  // namespace weights

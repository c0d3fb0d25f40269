#include "vgg/file_layers.h"

#include <algorithm>
#include <map>

namespace weights {
namespace {

using Parts = std::vector<std::string>;

// "conv2d_2" before "conv2d_10".
bool comes_before(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      std::size_t a_end = i, b_end = j;
      while (a_end < a.size() && is_digit(a[a_end])) ++a_end;
      while (b_end < b.size() && is_digit(b[b_end])) ++b_end;
      while (i < a_end && a[i] == '0') ++i;
      while (j < b_end && b[j] == '0') ++j;
      if (a_end - i != b_end - j) return a_end - i < b_end - j;
      const int order = a.compare(i, a_end - i, b, j, b_end - j);
      if (order != 0) return order < 0;
      i = a_end;
      j = b_end;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

bool path_comes_before(const FileLayer& a, const FileLayer& b) {
  return std::lexicographical_compare(a.path.begin(), a.path.end(), b.path.begin(), b.path.end(),
                                      comes_before);
}

struct Ending {
  const char* word;
  Part part;
  Layout layout;
};
constexpr Ending kEndings[] = {
    {"weight", Part::kWeight, Layout::kOutInHeightWidth},
    {"bias", Part::kBias, Layout::kOutInHeightWidth},
    {"running_mean", Part::kMean, Layout::kOutInHeightWidth},
    {"running_var", Part::kVariance, Layout::kOutInHeightWidth},
    {"kernel", Part::kWeight, Layout::kHeightWidthInOut},
    {"W", Part::kWeight, Layout::kHeightWidthInOut},
    {"W_1", Part::kWeight, Layout::kHeightWidthInOut},
    {"b", Part::kBias, Layout::kHeightWidthInOut},
    {"b_1", Part::kBias, Layout::kHeightWidthInOut},
    {"gamma", Part::kWeight, Layout::kHeightWidthInOut},
    {"beta", Part::kBias, Layout::kHeightWidthInOut},
    {"moving_mean", Part::kMean, Layout::kHeightWidthInOut},
    {"moving_variance", Part::kVariance, Layout::kHeightWidthInOut},
};

constexpr Part kByNumber[] = {Part::kWeight, Part::kBias, Part::kMean, Part::kVariance};

struct Place {
  Parts layer;  // as the file has it
  Part part;
  Layout layout;
};

// "layers/conv2d_3/vars/0" of Keras 3, "block1_conv1/block1_conv1/kernel:0" of Keras 2,
// "block1_conv1/block1_conv1_W_1:0" of Keras 1.
std::optional<Place> place_of(Parts name) {
  std::string last = name.back();
  name.pop_back();
  if (name.empty()) return std::nullopt;
  if (name.back() == "vars" && name.size() > 1 && last.size() == 1 && last[0] >= '0' && last[0] <= '3') {
    name.pop_back();
    if (name.back() == "optimizer") return std::nullopt;  // what it remembers of the layers
    return Place{std::move(name), kByNumber[last[0] - '0'], Layout::kHeightWidthInOut};
  }
  last.resize(std::min(last.size(), last.find(':')));
  if (last.compare(0, name.back().size() + 1, name.back() + "_") == 0) last.erase(0, name.back().size() + 1);
  for (const Ending& ending : kEndings) {
    if (last == ending.word) return Place{std::move(name), ending.part, ending.layout};
  }
  return std::nullopt;
}

// What wraps a network or a layer of it: DataParallel, torch.compile.
bool is_wrapper(const std::string& part) { return part == "module" || part == "_orig_mod"; }

Parts without_wrappers(const Parts& layer) {
  Parts path;
  for (const std::string& part : layer) {
    if (!is_wrapper(part) && (path.empty() || path.back() != part || is_digit(part[0]))) path.push_back(part);
  }
  return path;
}

}  // namespace

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

std::vector<FileLayer> layers_of(const TensorFile& tensors) {
  std::map<Parts, FileLayer> by_name;
  for (std::size_t i = 0; i < tensors.tensors().size(); ++i) {
    const std::optional<Place> place = place_of(name_parts(tensors.tensors()[i].name));
    if (!place) continue;
    FileLayer& layer = by_name[place->layer];
    std::optional<std::size_t>& part = layer.parts[static_cast<std::size_t>(place->part)];
    if (part) {
      layer.twice = i;
      continue;
    }
    part = i;
    if (place->part == Part::kWeight) layer.layout = place->layout;
  }
  std::vector<FileLayer> layers;
  for (auto& [name, layer] : by_name) {
    layer.path = without_wrappers(name);
    layers.push_back(std::move(layer));
  }
  std::stable_sort(layers.begin(), layers.end(), path_comes_before);
  return layers;
}

bool is_normalisation(const FileLayer& layer) { return layer.part(Part::kMean).has_value(); }

bool is_convolution(const TensorEntry& weight, Layout layout, std::uint64_t size) {
  if (weight.shape.size() != 4) return false;
  const std::size_t first = layout == Layout::kOutInHeightWidth ? 2 : 0;
  return weight.shape[first] == size && weight.shape[first + 1] == size;
}

std::uint64_t filters_of(const TensorEntry& weight, Layout layout) {
  if (weight.shape.empty()) return 0;
  return layout == Layout::kOutInHeightWidth ? weight.shape.front() : weight.shape.back();
}

std::uint64_t inputs_of(const TensorEntry& weight, Layout layout) {
  if (weight.shape.size() != 4) return 0;
  return weight.shape[layout == Layout::kOutInHeightWidth ? 1 : 2];
}

}  // namespace weights

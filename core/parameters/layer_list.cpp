#include "parameters/layer_list.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "base/error.h"
#include "base/translation.h"

namespace core {

std::vector<LayerWeight> parse_layer_list(const std::string& option, const std::string& list) {
  const auto fail = [&](const std::string& why) {
    throw base::Error(base::format(_("%s \"%s\": %s; right is, for example, relu1_1,relu2_1:2"),
                                   option.c_str(), list.c_str(), why.c_str()));
  };
  std::vector<LayerWeight> layers;
  std::istringstream items(list);
  for (std::string item; std::getline(items, item, ',');) {
    LayerWeight layer;
    const std::size_t colon = item.find(':');
    layer.tap = item.substr(0, colon);
    if (layer.tap.empty()) fail(_("a layer's name is missing"));
    if (colon != std::string::npos) {
      const std::string text = item.substr(colon + 1);
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), layer.weight);
      const bool number = error == std::errc() && end == text.data() + text.size();
      if (!number || !(layer.weight >= 1 && layer.weight <= 10)) {
        fail(base::format(_("the weight \"%s\" of %s is not a number from 1 to 10"), text.c_str(),
                          layer.tap.c_str()));
      }
    }
    const bool twice = std::any_of(layers.begin(), layers.end(),
                                   [&](const LayerWeight& other) { return other.tap == layer.tap; });
    if (twice) fail(base::format(_("layer %s is named twice"), layer.tap.c_str()));
    layers.push_back(layer);
  }
  if (layers.empty()) fail(_("no layer is named"));
  return layers;
}

std::vector<std::string> taps_of(const std::vector<LayerWeight>& layers) {
  std::vector<std::string> taps;
  for (const LayerWeight& layer : layers) taps.push_back(layer.tap);
  return taps;
}

}  // namespace core

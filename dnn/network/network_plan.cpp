#include "network/network_plan.h"

#include <algorithm>
#include <optional>
#include <thread>

#include "base/error.h"
#include "base/translation.h"
#include "network/open_bits.h"

namespace dnn {
namespace {

// Index of the layer that `tap` reads; −1: the input; nothing: no such tap.
std::optional<int> tap_layer(const NetworkDescription& description, const std::string& tap) {
  if (tap == "input") return -1;
  for (std::size_t i = 0; i < description.layers.size(); ++i) {
    const Layer& layer = description.layers[i];
    if (layer.kind == Layer::Kind::kConvolution &&
        (tap == "relu" + layer.name || tap == "conv" + layer.name)) {
      return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

int require_tap(const NetworkDescription& description, const std::string& tap) {
  const std::optional<int> layer = tap_layer(description, tap);
  if (layer) return *layer;
  std::string deepest;
  for (const Layer& l : description.layers) {
    if (l.kind == Layer::Kind::kConvolution) deepest = "relu" + l.name;
  }
  throw base::Error(
      base::format(_("the network has no layer \"%s\"; its layers are input, conv1_1, relu1_1 … %s"),
                   tap.c_str(), deepest.c_str()));
}

std::vector<PlannedTap> find_taps(const NetworkDescription& description,
                                  const std::vector<std::string>& names) {
  std::vector<PlannedTap> taps;
  taps.reserve(names.size());
  for (const std::string& name : names) {
    taps.push_back({name, require_tap(description, name), name.compare(0, 4, "conv") == 0});
  }
  return taps;
}

void check_size(const NetworkDescription& description, int height, int width, const PlannedTap& deepest) {
  const int least = least_size(description, deepest.name);
  if (height >= least && width >= least) return;
  throw base::Error(base::format(
      _("a picture of %1$d×%2$d px is too small for layer %3$s, which needs at least %4$d×%4$d px"), width,
      height, deepest.name.c_str(), least));
}

class Planner {
 public:
  Planner(NetworkPlan& plan, Pooling pooling, Network::Use use)
      : plan_(plan), pooling_(pooling), backward_(use == Network::Use::kForwardAndBackward) {}

  void plan_buffers() {
    const int layers = static_cast<int>(plan_.layers.size());
    end_ = 2 * layers;
    plan_.input = add(plan_.input_shape, -1, tapped(-1, false) ? end_ : 0);
    for (int i = 0; i < layers; ++i) {
      PlannedLayer& layer = plan_.layers[i];
      if (tapped(i, true)) layer.linear = add(layer.shape, i, last_read(i, true));
      const bool separate = layer.linear < 0 || layer.relu;
      layer.output = separate ? add(layer.shape, i, last_read(i, false)) : layer.linear;
      if (backward_) layer.note = add_note(layer, i);
      if (backward_) layer.gradient = add(layer.shape, std::min(end_ - 2 - i, end_ - 1 - i), end_ - 1 - i);
    }
    if (backward_) plan_.input_gradient = add(plan_.input_shape, std::max(end_ - 1, 0), end_);
  }

 private:
  bool tapped(int layer, bool before_relu) const {
    return std::any_of(plan_.taps.begin(), plan_.taps.end(), [&](const PlannedTap& tap) {
      return tap.layer == layer && tap.before_relu == before_relu;
    });
  }

  // A tap is read until its gradient has been added; others only by the next layer.
  int last_read(int i, bool before_relu) const {
    if (!tapped(i, before_relu)) return i + 1;
    return backward_ ? end_ - 1 - i : end_;
  }

  int add_note(const PlannedLayer& layer, int i) {
    const bool maximum = !layer.is_convolution() && pooling_ == Pooling::kMax;
    if (!layer.relu && !maximum) return -1;
    const std::size_t values = layer.shape.size();
    return add_bytes(maximum ? values : open_words(values) * sizeof(OpenWord), i, end_ - 1 - i);
  }

  int add(const FeatureShape& shape, int first, int last) {
    return add_bytes(shape.size() * sizeof(float), first, last);
  }

  int add_bytes(std::size_t bytes, int first, int last) {
    plan_.buffers.push_back({bytes, first, last});
    return static_cast<int>(plan_.buffers.size()) - 1;
  }

  NetworkPlan& plan_;
  Pooling pooling_;
  bool backward_;
  int end_ = 0;
};

}  // namespace

int NetworkPlan::buffer_of(const PlannedTap& tap) const {
  if (tap.layer < 0) return input;
  return tap.before_relu ? layers[tap.layer].linear : layers[tap.layer].output;
}

NetworkPlan plan_network(const NetworkDescription& description, int height, int width,
                         const std::vector<std::string>& taps, Network::Use use) {
  NetworkPlan plan;
  plan.taps = find_taps(description, taps);
  PlannedTap deepest{"input", -1, false};
  for (const PlannedTap& tap : plan.taps) {
    if (tap.layer > deepest.layer) deepest = tap;
  }
  check_size(description, height, width, deepest);
  plan.input_shape = {3, height, width};
  FeatureShape shape = plan.input_shape;
  for (int i = 0; i <= deepest.layer; ++i) {
    PlannedLayer planned;
    planned.layer = &description.layers[i];
    planned.source = shape;
    if (planned.is_convolution()) {
      shape.channels = planned.layer->out_channels;
      planned.relu = i < deepest.layer;
      for (const PlannedTap& tap : plan.taps) planned.relu |= tap.layer == i && !tap.before_relu;
    } else {
      shape.height /= 2;
      shape.width /= 2;
    }
    planned.shape = shape;
    plan.layers.push_back(planned);
  }
  Planner(plan, description.pooling, use).plan_buffers();
  return plan;
}

int least_size(const NetworkDescription& description, const std::string& tap) {
  const int layer = require_tap(description, tap);
  int size = 1;
  for (int i = 0; i <= layer; ++i) {
    if (description.layers[i].kind == Layer::Kind::kPooling) size *= 2;
  }
  return size;
}

int halo(const NetworkDescription& description, const std::string& tap) {
  const int layer = require_tap(description, tap);
  int stride = 1, pixels = 0;
  for (int i = 0; i <= layer; ++i) {
    // A convolution sees one position further, a pooling only its own square.
    if (description.layers[i].kind == Layer::Kind::kConvolution) {
      pixels += stride;
    } else {
      stride *= 2;
    }
  }
  return pixels;
}

int channels(const NetworkDescription& description, const std::string& tap) {
  const int layer = require_tap(description, tap);
  return layer < 0 ? 3 : description.layers[layer].out_channels;
}

bool has_tap(const NetworkDescription& description, const std::string& tap) {
  return tap_layer(description, tap).has_value();
}

std::size_t estimate_buffer_bytes(const NetworkDescription& description, int height, int width,
                                  const std::vector<std::string>& taps, Network::Use use) {
  // What each thread computes with besides.
  const std::size_t scratch = std::max(1u, std::thread::hardware_concurrency()) * (std::size_t{2} << 20);
  return plan_memory(plan_network(description, height, width, taps, use).buffers).bytes + scratch;
}

}  // namespace dnn

#include "tiled_network.h"

#include <algorithm>

namespace core {
namespace {

int greatest_stride(const Vgg& vgg, const std::vector<std::string>& taps) {
  int stride = 1;
  for (const std::string& tap : taps) stride = std::max(stride, dnn::least_size(*vgg.description, tap));
  return stride;
}

int greatest_halo(const Vgg& vgg, const std::vector<std::string>& taps) {
  int halo = 0;
  for (const std::string& tap : taps) halo = std::max(halo, dnn::halo(*vgg.description, tap));
  return halo;
}

}  // namespace

TiledNetwork::TiledNetwork(dnn::Engine& engine, const Vgg& vgg, Size picture, std::vector<std::string> taps,
                           dnn::Network::Use use, int tile_side)
    : engine_(engine),
      vgg_(vgg),
      picture_(picture),
      taps_(std::move(taps)),
      use_(use),
      tiles_(tile_grid(picture, tile_side, greatest_stride(vgg, taps_), greatest_halo(vgg, taps_))),
      workspace_(std::make_shared<dnn::Workspace>()) {
  network();  // what cannot be planned is told now
}

TiledNetwork::~TiledNetwork() = default;

dnn::Network& TiledNetwork::network() {
  const Rectangle& crop = tiles_[tile_].crop;
  std::unique_ptr<dnn::Network>& network = networks_[{crop.height, crop.width}];
  if (!network) {
    network = std::make_unique<dnn::Network>(engine_, vgg_.description, crop.height, crop.width, taps_, use_,
                                             workspace_);
  }
  return *network;
}

std::size_t TiledNetwork::positions(const std::string& tap) const {
  const int side = stride(tap);
  return static_cast<std::size_t>(picture_.height / side) * (picture_.width / side);
}

Rectangle TiledNetwork::window(const std::string& tap) const {
  const int side = stride(tap);
  const Rectangle &owned = tiles_[tile_].owned, &crop = tiles_[tile_].crop;
  Rectangle window;
  window.top = (owned.top - crop.top) / side;
  window.left = (owned.left - crop.left) / side;
  // At the picture's end an odd position is pooled away.
  window.height = (owned.top + owned.height) / side - owned.top / side;
  window.width = (owned.left + owned.width) / side - owned.left / side;
  return window;
}

void TiledNetwork::forward(int tile, const float* rgb) {
  tile_ = tile;
  const Rectangle& crop = tiles_[tile_].crop;
  const std::size_t pixels = static_cast<std::size_t>(crop.height) * crop.width;
  input_.resize(3 * pixels);
  if (is_whole()) {
    preprocess(vgg_.preprocessing, rgb, pixels, input_.data());
  } else {
    part_.resize(3 * pixels);
    float* to = part_.data();
    for (int channel = 0; channel < 3; ++channel) {
      for (int y = crop.top; y < crop.top + crop.height; ++y, to += crop.width) {
        const std::size_t row = static_cast<std::size_t>(channel) * picture_.height + y;
        std::copy_n(rgb + row * picture_.width + crop.left, crop.width, to);
      }
    }
    preprocess(vgg_.preprocessing, part_.data(), pixels, input_.data());
  }
  network().forward(input_.data());
  add_layer_times(true);
}

void TiledNetwork::add_layer_times(bool forward) {
  const std::vector<dnn::LayerTime> times = network().layer_times();
  times_.resize(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    PartTime& part = times_[i];
    part.kind = PartTime::Kind::kLayer;
    part.part = times[i].layer;
    part.method = times[i].method;
    part.stride = times[i].stride;
    part.filter_bytes = times[i].filter_bytes;
    Effort& effort = forward ? part.forward : part.backward;
    effort.seconds += forward ? times[i].forward_seconds : times[i].backward_seconds;
    effort.operations += times[i].operations;
  }
}

std::vector<PartTime> TiledNetwork::take_layer_times() { return std::exchange(times_, {}); }

dnn::FeatureView TiledNetwork::owned(const std::string& tap) {
  const dnn::FeatureView all = network().features(tap);
  if (is_whole()) return all;
  const Rectangle part = window(tap);
  const std::size_t channels = all.shape.channels;
  part_.resize(static_cast<std::size_t>(part.height) * part.width * channels);
  float* to = part_.data();
  for (int y = 0; y < part.height; ++y, to += part.width * channels) {
    const std::size_t from = static_cast<std::size_t>(part.top + y) * all.shape.width + part.left;
    std::copy_n(all.data + from * channels, part.width * channels, to);
  }
  return {part_.data(), {all.shape.channels, part.height, part.width}};
}

void TiledNetwork::add_to_part(const dnn::Network::AddGradient& add, const std::string& tap,
                               const dnn::GradientView& gradient) {
  const Rectangle part = window(tap);
  const std::size_t channels = gradient.shape.channels;
  part_gradient_.assign(static_cast<std::size_t>(part.height) * part.width * channels, 0.0f);
  add(tap, {part_gradient_.data(), {gradient.shape.channels, part.height, part.width}});
  const float* from = part_gradient_.data();
  for (int y = 0; y < part.height; ++y) {
    float* to = gradient.data +
                (static_cast<std::size_t>(part.top + y) * gradient.shape.width + part.left) * channels;
    for (std::size_t i = 0; i < part.width * channels; ++i) to[i] += *from++;
  }
}

void TiledNetwork::backward(const dnn::Network::AddGradient& add, float* rgb_gradient) {
  const Rectangle& crop = tiles_[tile_].crop;
  if (is_whole()) {
    network().backward(add, input_.data());
  } else {
    network().backward(
        [&](const std::string& tap, const dnn::GradientView& gradient) { add_to_part(add, tap, gradient); },
        input_.data());
  }
  add_layer_times(false);
  preprocess_gradient(vgg_.preprocessing, input_.size() / 3, input_.data());
  const float* from = input_.data();
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = crop.top; y < crop.top + crop.height; ++y) {
      const std::size_t row = static_cast<std::size_t>(channel) * picture_.height + y;
      float* to = rgb_gradient + row * picture_.width + crop.left;
      for (int x = 0; x < crop.width; ++x) to[x] += *from++;
    }
  }
}

}  // namespace core

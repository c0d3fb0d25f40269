#include "tiles/tiled_network.h"

#include <algorithm>

namespace core {
namespace {

// Positions of a map between two pixels of the canvas; at the end of a bare picture an odd one is pooled
// away.
int positions_between(int from, int to, int stride) { return to / stride - from / stride; }

}  // namespace

int greatest_stride(const dnn::NetworkDescription& description, const std::vector<std::string>& taps) {
  int stride = 1;
  for (const std::string& tap : taps) stride = std::max(stride, dnn::least_size(description, tap));
  return stride;
}

int greatest_halo(const dnn::NetworkDescription& description, const std::vector<std::string>& taps) {
  int halo = 0;
  for (const std::string& tap : taps) halo = std::max(halo, dnn::halo(description, tap));
  return halo;
}

Surroundings surroundings(const dnn::NetworkDescription& description, const std::vector<std::string>& taps,
                          int margin, Wrap wrap) {
  if (margin == 0) return {};
  const int unit = greatest_stride(description, taps);
  return {rounded_up(margin, unit), unit, unit - 1, wrap};
}

TiledNetwork::TiledNetwork(dnn::Engine& engine, const Vgg& vgg, Size picture, std::vector<std::string> taps,
                           dnn::Network::Use use, int margin, int tile_side, Wrap wrap, Share share)
    : engine_(engine),
      vgg_(vgg),
      taps_(std::move(taps)),
      use_(use),
      canvas_(picture, surroundings(*vgg.description, taps_, margin, wrap)),
      columns_(canvas_.columns()),
      rows_(canvas_.rows()),
      tiles_(tile_grid(canvas_, tile_side, stride(), halo(), share)),
      is_cut_(tile_grid(canvas_, tile_side, stride(), halo()).size() > 1),
      workspace_(std::make_shared<dnn::Workspace>()) {
  if (!tiles_.empty()) network();  // what cannot be planned is told now
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
  return static_cast<std::size_t>(positions_between(canvas_.around.margin, canvas_.end.height, side)) *
         positions_between(canvas_.around.margin, canvas_.end.width, side);
}

double TiledNetwork::values(const std::string& tap) const {
  return static_cast<double>(positions(tap)) * channels(tap);
}

template <class Value>
dnn::MapView<Value> TiledNetwork::owned_part(const std::string& tap, const dnn::MapView<Value>& map) const {
  const int side = stride(tap);
  const Rectangle &owned = tiles_[tile_].owned, &crop = tiles_[tile_].crop;
  return dnn::window(map, (owned.top - crop.top) / side, (owned.left - crop.left) / side,
                     positions_between(owned.top, owned.top + owned.height, side),
                     positions_between(owned.left, owned.left + owned.width, side));
}

void TiledNetwork::shift(int turn) {
  const Shift shift = canvas_.shift(turn);
  columns_ = canvas_.columns(shift);
  rows_ = canvas_.rows(shift);
}

Rectangle TiledNetwork::seen_by(Share share) const {
  const auto [owned, crop] = share_of(canvas_, stride(), halo(), share);
  if (owned.height == 0 || owned.width == 0) return {};
  const auto [top, bottom] =
      std::minmax_element(rows_.begin() + crop.top, rows_.begin() + crop.top + crop.height);
  const auto [left, right] =
      std::minmax_element(columns_.begin() + crop.left, columns_.begin() + crop.left + crop.width);
  return {*top, *left, *bottom - *top + 1, *right - *left + 1};
}

void TiledNetwork::forward(int tile, const float* rgb) {
  tile_ = tile;
  const Rectangle& crop = tiles_[tile_].crop;
  const std::size_t pixels = static_cast<std::size_t>(crop.height) * crop.width;
  const std::size_t picture_pixels = static_cast<std::size_t>(canvas_.picture.height) * canvas_.picture.width;
  input_.resize(3 * pixels);
  part_.resize(3 * pixels);
  float* to = part_.data();
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = crop.top; y < crop.top + crop.height; ++y, to += crop.width) {
      const float* row =
          rgb + channel * picture_pixels + static_cast<std::size_t>(rows_[y]) * canvas_.picture.width;
      for (int x = 0; x < crop.width; ++x) to[x] = row[columns_[crop.left + x]];
    }
  }
  preprocess(vgg_.preprocessing, part_.data(), pixels, input_.data());
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
    part.filter_bytes = times[i].filter_bytes;
    Effort& effort = forward ? part.forward : part.backward;
    effort.seconds += forward ? times[i].forward_seconds : times[i].backward_seconds;
    effort.operations += times[i].operations;
  }
}

std::vector<PartTime> TiledNetwork::take_layer_times() { return std::exchange(times_, {}); }

dnn::FeatureView TiledNetwork::owned(const std::string& tap) {
  return owned_part(tap, network().features(tap));
}

void TiledNetwork::average_over(const std::string& tap, const Plane& plane,
                                std::vector<float>& averages) const {
  const int side = stride(tap);
  const Rectangle& owned = tiles_[tile_].owned;
  const int height = positions_between(owned.top, owned.top + owned.height, side);
  const int width = positions_between(owned.left, owned.left + owned.width, side);
  const float share = 1 / static_cast<float>(side * side);
  averages.assign(static_cast<std::size_t>(height) * width, 0.0f);
  for (int y = 0; y < height * side; ++y) {
    const float* const row =
        plane.values.data() + static_cast<std::size_t>(rows_[owned.top / side * side + y]) * plane.width;
    const int first = owned.left / side * side;
    const int* column = columns_.data() + first;
    float* const to = averages.data() + static_cast<std::size_t>(y / side) * width;
    for (int x = 0; x < width; ++x) {
      float sum = 0;
      for (int i = 0; i < side; ++i) sum += row[*column++];
      to[x] += share * sum;
    }
  }
}

void TiledNetwork::backward(const dnn::Network::AddGradient& add, float* rgb_gradient) {
  const Rectangle& crop = tiles_[tile_].crop;
  network().backward(
      [&](const std::string& tap, const dnn::GradientView& gradient) { add(tap, owned_part(tap, gradient)); },
      input_.data());
  add_layer_times(false);
  preprocess_gradient(vgg_.preprocessing, input_.size() / 3, input_.data());
  const float* from = input_.data();
  const std::size_t picture_pixels = static_cast<std::size_t>(canvas_.picture.height) * canvas_.picture.width;
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = crop.top; y < crop.top + crop.height; ++y, from += crop.width) {
      float* row = rgb_gradient + channel * picture_pixels +
                   static_cast<std::size_t>(rows_[y]) * canvas_.picture.width;
      for (int x = 0; x < crop.width; ++x) row[columns_[crop.left + x]] += from[x];
    }
  }
}

}  // namespace core

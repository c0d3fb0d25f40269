#include "painter/frozen_style.h"

#include <cmath>

#include "loss/moment_sums.h"

namespace core {
namespace {

// How frozen each position that a tile owns is: the mean of the pixels that it stands for.
std::vector<float> owned_mask(const Plane& mask, const Canvas& canvas, const Rectangle& owned, int stride) {
  const std::vector<int> columns = canvas.columns(), rows = canvas.rows();
  std::vector<float> result;
  for (int top = owned.top; top + stride <= owned.top + owned.height; top += stride) {
    for (int left = owned.left; left + stride <= owned.left + owned.width; left += stride) {
      float sum = 0;
      for (int y = top; y < top + stride; ++y) {
        const float* const row = mask.values.data() + static_cast<std::size_t>(rows[y]) * mask.size.width;
        for (int x = left; x < left + stride; ++x) sum += row[columns[x]];
      }
      result.push_back(sum / static_cast<float>(stride * stride));
    }
  }
  return result;
}

// The features of each position times its factor.
std::vector<float> scaled(const dnn::FeatureView& features, const std::vector<float>& factors) {
  std::vector<float> result;
  result.reserve(features.shape.size());
  const std::size_t channels = features.shape.channels;
  for (int y = 0; y < features.shape.height; ++y) {
    const float* from = features.row(y);
    for (int x = 0; x < features.shape.width; ++x) {
      const float factor = factors[static_cast<std::size_t>(y) * features.shape.width + x];
      for (std::size_t c = 0; c < channels; ++c) result.push_back(factor * *from++);
    }
  }
  return result;
}

// Of one layer.
class FrozenSums {
 public:
  explicit FrozenSums(dnn::Engine& engine) : first_(engine), second_(engine) {}

  void add(const dnn::FeatureView& features, std::vector<float> mask) {
    for (const float value : mask) sum_ += value;
    positions_ += static_cast<double>(mask.size());
    const std::vector<float> weighted = scaled(features, mask);
    first_.add({weighted.data(), features.shape});
    for (float& value : mask) value = std::sqrt(value);
    const std::vector<float> rooted = scaled(features, mask);
    second_.add({rooted.data(), features.shape});
  }

  Moments beside(const Moments& target) const {
    const auto share = static_cast<float>(1 - sum_ / positions_);
    Moments result = target;
    const Moments first = first_.moments(), second = second_.moments();
    for (std::size_t i = 0; i < result.mean.size(); ++i) {
      result.mean[i] = share * target.mean[i] + first.mean[i];
    }
    for (std::size_t i = 0; i < result.raw.size(); ++i) result.raw[i] = share * target.raw[i] + second.raw[i];
    return result;
  }

 private:
  MomentSums first_;   // of f·F, for its means
  MomentSums second_;  // of √f·F, for its raw moments
  double sum_ = 0;
  double positions_ = 0;
};

}  // namespace

std::vector<Moments> beside_frozen(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                   const std::vector<Moments>& target, const Image& photograph,
                                   const Plane& mask, int tile_side) {
  const std::vector<std::string> taps = taps_of(settings.style_layers);
  const dnn::NetworkDescription& description = *vgg.description;
  TiledNetwork network(engine, vgg, size_of(photograph), taps, dnn::Network::Use::kForward, settings.margin,
                       tile_side, settings.wrap);
  const Canvas canvas(size_of(photograph), surroundings(description, taps, settings.margin, settings.wrap));
  const std::vector<Tile> tiles =
      tile_grid(canvas, tile_side, greatest_stride(description, taps), greatest_halo(description, taps));
  std::vector<FrozenSums> sums;
  for (std::size_t l = 0; l < taps.size(); ++l) sums.emplace_back(engine);
  for (int tile = 0; tile < network.tiles(); ++tile) {
    network.forward(tile, photograph.rgb().data());
    for (std::size_t l = 0; l < taps.size(); ++l) {
      sums[l].add(network.owned(taps[l]),
                  owned_mask(mask, canvas, tiles[tile].owned, network.stride(taps[l])));
    }
  }
  std::vector<Moments> result;
  for (std::size_t l = 0; l < taps.size(); ++l) result.push_back(sums[l].beside(target[l]));
  return result;
}

}  // namespace core

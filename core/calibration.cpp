#include "calibration.h"

#include <cmath>
#include <memory>

#include "vgg.h"

namespace core {
namespace {

struct ChannelSums {
  std::vector<double> sum;
  std::vector<double> squares;
  double positions = 0;
};

void add(const dnn::FeatureView& features, ChannelSums& sums) {
  const std::size_t channels = features.shape.channels;
  sums.sum.resize(channels);
  sums.squares.resize(channels);
  for (std::size_t p = 0; p < features.shape.positions(); ++p) {
    const float* values = features.data + p * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      sums.sum[c] += values[c];
      sums.squares[c] += static_cast<double>(values[c]) * values[c];
    }
  }
  sums.positions += static_cast<double>(features.shape.positions());
}

void normalise(weights::Convolution& convolution, const ChannelSums& sums) {
  const std::size_t filter = static_cast<std::size_t>(convolution.in_channels) * 9;
  for (int c = 0; c < convolution.out_channels; ++c) {
    const double mean = sums.sum[c] / sums.positions;
    const double variance = sums.squares[c] / sums.positions - mean * mean;
    // On a plain picture a channel may not vary at all; then only its mean is taken away.
    const double scale = variance > 1e-12 ? 1 / std::sqrt(variance) : 1;
    for (std::size_t i = 0; i < filter; ++i) {
      float& weight = convolution.weights[c * filter + i];
      weight = static_cast<float>(weight * scale);
    }
    convolution.bias[c] = static_cast<float>((convolution.bias[c] - mean) * scale);
  }
}

}  // namespace

void calibrate(dnn::Engine& engine, weights::WeightSet& set, dnn::Pooling pooling, const std::string& last,
               const std::vector<Image>& pictures) {
  std::vector<float> input;
  weights::WeightSet so_far = set;
  so_far.convolutions.clear();
  for (weights::Convolution& convolution : set.convolutions) {
    so_far.convolutions.push_back(convolution);
    const auto description = std::make_shared<const dnn::NetworkDescription>(build_vgg(so_far, pooling));
    ChannelSums sums;
    for (const Image& picture : pictures) {
      const std::string tap = "conv" + convolution.name;
      dnn::Network network(engine, description, picture.height(), picture.width(), {tap},
                           dnn::Network::Use::kForward);
      input.resize(picture.rgb().size());
      preprocess(set.preprocessing, picture.rgb().data(), picture.pixels(), input.data());
      network.forward(input.data());
      add(network.features(tap), sums);
    }
    normalise(so_far.convolutions.back(), sums);
    if (convolution.name == last) break;
  }
  set.convolutions = std::move(so_far.convolutions);
}

}  // namespace core

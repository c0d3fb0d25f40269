#include "network/calibration.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "network/vgg.h"
#include "picture/canvas.h"

namespace core {
namespace {

// Mean and deviation of a channel, as a factor and a shift that bring it to zero mean and unit variance.
struct Normalisation {
  double scale;
  double shift;
};

std::vector<Normalisation> measure(const dnn::GradientView& features) {
  const std::size_t channels = features.shape.channels;
  const std::size_t positions = features.shape.positions();
  std::vector<double> sum(channels), squares(channels);
  for (std::size_t p = 0; p < positions; ++p) {
    const float* values = features.data + p * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      sum[c] += values[c];
      squares[c] += static_cast<double>(values[c]) * values[c];
    }
  }
  std::vector<Normalisation> result;
  for (std::size_t c = 0; c < channels; ++c) {
    const double mean = sum[c] / static_cast<double>(positions);
    const double variance = squares[c] / static_cast<double>(positions) - mean * mean;
    // On a plain picture a channel may not vary at all; then only its mean is taken away.
    const double scale = variance > 1e-12 ? 1 / std::sqrt(variance) : 1;
    result.push_back({scale, -mean * scale});
  }
  return result;
}

void apply(const std::vector<Normalisation>& channels, const dnn::GradientView& features) {
  for (std::size_t p = 0; p < features.shape.positions(); ++p) {
    float* values = features.data + p * channels.size();
    for (std::size_t c = 0; c < channels.size(); ++c) {
      values[c] = static_cast<float>(values[c] * channels[c].scale + channels[c].shift);
    }
  }
}

void apply(const std::vector<Normalisation>& channels, weights::Convolution& convolution) {
  const std::size_t filter = static_cast<std::size_t>(convolution.in_channels) * 9;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    for (std::size_t i = c * filter; i < (c + 1) * filter; ++i) {
      convolution.weights[i] = static_cast<float>(convolution.weights[i] * channels[c].scale);
    }
    convolution.bias[c] = static_cast<float>(convolution.bias[c] * channels[c].scale + channels[c].shift);
  }
}

}  // namespace

void calibrate(dnn::Engine& engine, weights::WeightSet& set, dnn::Pooling pooling, const Image& given) {
  std::vector<std::string> taps;
  for (const weights::Convolution& convolution : set.convolutions) taps.push_back("conv" + convolution.name);
  const auto description = std::make_shared<const dnn::NetworkDescription>(build_vgg(set, pooling));
  // Any picture, however small, has a position at the deepest layer.
  const int least = dnn::least_size(*description, taps.back());
  const bool enough = std::min(given.width(), given.height()) >= least;
  const Image mirrored = enough ? Image() : in_whole_units(given, least);
  const Image& picture = enough ? given : mirrored;
  dnn::Network network(engine, description, picture.height(), picture.width(), taps,
                       dnn::Network::Use::kForward);
  std::vector<float> input(picture.rgb().size());
  preprocess(set.preprocessing, picture.rgb().data(), picture.pixels(), input.data());
  // Each layer is normalised on the way, so that the next one sees what it will see later.
  auto convolution = set.convolutions.begin();
  network.forward(input.data(), [&](const std::string&, const dnn::GradientView& features) {
    const std::vector<Normalisation> channels = measure(features);
    apply(channels, features);
    apply(channels, *convolution++);
  });
}

Image side_by_side(const std::vector<Image>& pictures) {
  int width = 0, height = pictures.front().height();
  for (const Image& picture : pictures) {
    width += picture.width();
    height = std::min(height, picture.height());
  }
  Image row(width, height);
  int left = 0;
  for (const Image& picture : pictures) {
    const int top = (picture.height() - height) / 2;
    for (int channel = 0; channel < 3; ++channel) {
      for (int y = 0; y < height; ++y) {
        const float* from = picture.plane(channel) + static_cast<std::size_t>(top + y) * picture.width();
        std::copy_n(from, picture.width(), row.plane(channel) + static_cast<std::size_t>(y) * width + left);
      }
    }
    left += picture.width();
  }
  return row;
}

}  // namespace core

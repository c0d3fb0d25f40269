#include "weights/random_weights.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>

#include "base/error.h"
#include "built_in/normal_stream.h"

namespace weights {
namespace {

// To white input of mean square e per value a filter of squared norm g answers with mean square g·e, of which
// the rectifier leaves half: g = 2 keeps the energy (He et al., arXiv 1502.01852).
constexpr double kGain = 1.4142135623730951;

// The deepest layer that styles use; the convolutions below it (conv5_2 …) are not made.
constexpr const char* kDeepest = "5_1";

// The draws chosen for seed 0 by tests/bench/seed_search.cpp, conv1_1 first; every other seed uses draw 0.
struct RecordedDraws {
  NetworkKind network;
  Width width;
  std::vector<int> draws;
};
const std::vector<RecordedDraws>& recorded_draws() {
  static const std::vector<RecordedDraws> recorded = {
      {NetworkKind::kVgg19, Width::kHalf, {2, 2, 3, 3, 1, 3, 1, 2, 0, 3, 2, 3, 0}},
      {NetworkKind::kVgg19, Width::kFull, {1, 1, 2, 1, 1, 0, 0, 2, 1, 2, 2, 1, 2}},
      {NetworkKind::kVgg16, Width::kHalf, {3, 1, 0, 0, 2, 1, 1, 1, 0, 3, 0}},
      {NetworkKind::kVgg16, Width::kFull, {1, 0, 1, 0, 2, 1, 2, 0, 0, 0, 2}},
  };
  return recorded;
}

std::vector<ConvolutionName> convolutions_to_make(NetworkKind network) {
  const std::vector<ConvolutionName>& all = convolution_names(network);
  const auto deepest = std::find_if(all.begin(), all.end(), [](const ConvolutionName& convolution) {
    return convolution.name == std::string(kDeepest);
  });
  return {all.begin(), deepest + 1};
}

std::vector<int> draws_to_use(NetworkKind network, Width width, std::uint64_t seed, std::size_t count,
                              const std::vector<int>& asked) {
  if (!asked.empty()) {
    if (asked.size() != count) {
      throw base::Error("random " + std::string(network_name(network)) + " weights need " +
                        std::to_string(count) + " draws, one for each convolution, not " +
                        std::to_string(asked.size()));
    }
    const auto negative = std::find_if(asked.begin(), asked.end(), [](int draw) { return draw < 0; });
    if (negative != asked.end()) {
      throw base::Error("a draw of random weights is numbered from 0, not " + std::to_string(*negative));
    }
    return asked;
  }
  if (seed == 0) {
    for (const RecordedDraws& recorded : recorded_draws()) {
      if (recorded.network == network && recorded.width == width) return recorded.draws;
    }
  }
  return std::vector<int>(count, 0);
}

// One 3×3 kernel that a filter's planes are made of, and how strongly it takes part.
struct Kernel {
  double values[9];
  double share;
};

// All are smooth across at least one direction and blind to the pixel checkerboard: detail at the limit of
// the raster would be painted as grain and folded by the pooling into blocks.
constexpr Kernel kBlur[] = {{{1, 2, 1, 2, 4, 2, 1, 2, 1}, 1}};
// Two edges of any direction between them, and weaker bars of any direction (kBarShare), each divided by its
// norm: √12 for the edges, 2 and 6 for the bars.
constexpr double kBarShare = 0.4;
constexpr double kEdgeShare = 0.28867513459481287;
constexpr Kernel kDetail[] = {
    {{-1, 0, 1, -2, 0, 2, -1, 0, 1}, kEdgeShare},    {{-1, -2, -1, 0, 0, 0, 1, 2, 1}, kEdgeShare},
    {{1, 0, -1, 0, 0, 0, -1, 0, 1}, kBarShare / 2},  {{1, -2, 1, 2, -4, 2, 1, -2, 1}, kBarShare / 6},
    {{1, 2, 1, -2, -4, -2, 1, 2, 1}, kBarShare / 6},
};

// Every fourth filter blurs, the others answer to detail alone. Filters with no preference answer mostly to
// the brightness of their patch, as neighbouring pixels are alike, and carry little of a painting's texture.
constexpr int kBlurEvery = 4;

// Channels of the layer below that a filter reads. Filters that read all of them answer to everything a
// little and all alike; those that read few tell apart edges, corners and curves, hence brush strokes.
constexpr int kChannelsRead = 4;

std::vector<int> choose_channels(int in_channels, NormalStream& random) {
  std::vector<int> channels(static_cast<std::size_t>(in_channels));
  std::iota(channels.begin(), channels.end(), 0);
  const int count = std::min(in_channels, kChannelsRead);
  for (int i = 0; i < count; ++i) std::swap(channels[i], channels[i + random.below(in_channels - i)]);
  channels.resize(static_cast<std::size_t>(count));
  return channels;
}

template <std::size_t kCount>
std::vector<double> random_filter(const Kernel (&kernels)[kCount], int in_channels, NormalStream& random) {
  std::vector<double> filter(9 * static_cast<std::size_t>(in_channels));
  for (const int channel : choose_channels(in_channels, random)) {
    for (const Kernel& kernel : kernels) {
      const double strength = kernel.share * random.next();
      for (int i = 0; i < 9; ++i) filter[9 * channel + i] += strength * kernel.values[i];
    }
  }
  double squares = 0;
  for (const double value : filter) squares += value * value;
  const double scale = kGain / std::sqrt(squares);
  for (double& value : filter) value *= scale;
  return filter;
}

std::vector<float> random_filters(int out_channels, int in_channels, NormalStream random) {
  std::vector<float> weights;
  weights.reserve(9 * static_cast<std::size_t>(out_channels) * static_cast<std::size_t>(in_channels));
  for (int index = 0; index < out_channels; ++index) {
    const std::vector<double> filter = index % kBlurEvery == 0 ? random_filter(kBlur, in_channels, random)
                                                               : random_filter(kDetail, in_channels, random);
    for (const double value : filter) weights.push_back(static_cast<float>(value));
  }
  return weights;
}

}  // namespace

WeightSet random_weights(NetworkKind network, Width width, std::uint64_t seed,
                         const std::vector<int>& draws) {
  const std::vector<ConvolutionName> names = convolutions_to_make(network);
  const std::vector<int> draw_of = draws_to_use(network, width, seed, names.size(), draws);

  WeightSet set;
  set.network = network;
  set.source =
      "random (seed " + std::to_string(seed) + ", " + (width == Width::kHalf ? "half" : "full") + " width)";
  set.calibrate = true;
  set.preprocessing.mean = {0.5f, 0.5f, 0.5f};
  set.preprocessing.std = {0.25f, 0.25f, 0.25f};
  set.pooling = PoolingHint::kAverage;

  int in_channels = 3;
  for (std::size_t layer = 0; layer < names.size(); ++layer) {
    const int out_channels = width == Width::kHalf ? names[layer].channels / 2 : names[layer].channels;
    NormalStream random(
        {seed, static_cast<std::uint64_t>(network), layer, static_cast<std::uint64_t>(draw_of[layer])});
    Convolution convolution;
    convolution.name = names[layer].name;
    convolution.in_channels = in_channels;
    convolution.out_channels = out_channels;
    convolution.weights = random_filters(out_channels, in_channels, random);
    convolution.bias.assign(static_cast<std::size_t>(out_channels), 0.0f);
    set.convolutions.push_back(std::move(convolution));
    in_channels = out_channels;
  }
  return set;
}

}  // namespace weights

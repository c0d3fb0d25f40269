#include "weights/random_weights.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/error.h"
#include "normal_stream.h"
#include "orthogonal_rows.h"

namespace weights {
namespace {

// A layer's input has mean square e per value and its filters no preferred direction, so a filter of squared
// norm g answers with mean square g·e, of which the rectifier leaves half: g = 2 keeps the energy (He et al.,
// arXiv 1502.01852).
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
      {NetworkKind::kVgg19, Width::kHalf, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {NetworkKind::kVgg19, Width::kFull, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {NetworkKind::kVgg16, Width::kHalf, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {NetworkKind::kVgg16, Width::kFull, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
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
      throw base::Error("Random " + std::string(network_name(network)) + " weights need " +
                        std::to_string(count) + " draws, one for each convolution, not " +
                        std::to_string(asked.size()));
    }
    const auto negative = std::find_if(asked.begin(), asked.end(), [](int draw) { return draw < 0; });
    if (negative != asked.end()) {
      throw base::Error("A draw of random weights is numbered from 0, not " + std::to_string(*negative));
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

std::vector<float> orthogonal_filters(int out_channels, int in_channels, NormalStream random) {
  RowMatrix filters(out_channels, 9 * in_channels);
  for (int filter = 0; filter < filters.rows(); ++filter) {
    double* values = filters.row(filter);
    for (int i = 0; i < filters.columns(); ++i) values[i] = random.next();
  }
  orthonormalise_rows(filters);

  std::vector<float> weights;
  weights.reserve(static_cast<std::size_t>(filters.rows()) * static_cast<std::size_t>(filters.columns()));
  for (int filter = 0; filter < filters.rows(); ++filter) {
    const double* values = filters.row(filter);
    for (int i = 0; i < filters.columns(); ++i) weights.push_back(static_cast<float>(kGain * values[i]));
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
  set.random = true;
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
    convolution.weights = orthogonal_filters(out_channels, in_channels, std::move(random));
    convolution.bias.assign(static_cast<std::size_t>(out_channels), 0.0f);
    set.convolutions.push_back(std::move(convolution));
    in_channels = out_channels;
  }
  return set;
}

}  // namespace weights

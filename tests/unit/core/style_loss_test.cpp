#include <gtest/gtest.h>

#include "loss/style_distance.h"
#include "plain_objective.h"
#include "sample_networks.h"

namespace {

using core::StyleLossKind;

core::Moments single(const plain::Moments& moments) {
  return {static_cast<int>(moments.mean.size()),
          {moments.mean.begin(), moments.mean.end()},
          {moments.raw.begin(), moments.raw.end()}};
}

plain::Map random_map(int channels, int height, int width, std::uint32_t seed) {
  plain::Map map(channels, height, width);
  plain::Values values(seed);
  for (double& value : map.values) value = 0.4 + values.next();
  return map;
}

double loss_of(StyleLossKind kind, const plain::Map& features, const plain::Moments& target,
               core::StyleGradient& gradient, double weight = 1) {
  dnn::Engine engine(2);
  return core::make_style_distance(kind, engine, single(target))
      ->evaluate(single(plain::moments(features)), static_cast<double>(features.height * features.width),
                 weight, gradient);
}

class StyleLoss : public testing::TestWithParam<StyleLossKind> {};

TEST_P(StyleLoss, IsThePlainFormulaAndItsGradientTheSlope) {
  for (const auto& [channels, height, width] : {std::tuple{1, 4, 5}, {3, 1, 1}, {6, 5, 3}, {9, 8, 7}}) {
    const plain::Map features = random_map(channels, height, width, 1);
    const plain::Moments target = plain::moments(random_map(channels, 4, 9, 2));
    const auto plain_loss = [&](const plain::Map& at) {
      return plain::style_loss(GetParam(), plain::moments(at), target);
    };
    const double weight = 2.5;
    core::StyleGradient gradient;
    const double loss = loss_of(GetParam(), features, target, gradient, weight);
    EXPECT_NEAR(loss, plain_loss(features), 1e-5 * loss);

    // dL/dF = F·symmetric + row.
    const std::size_t n = channels, positions = static_cast<std::size_t>(height) * width;
    std::vector<double> found(features.values.size());
    for (std::size_t p = 0; p < positions; ++p) {
      for (std::size_t c = 0; c < n; ++c) {
        double& value = found[c * positions + p];
        if (!gradient.row.empty()) value = gradient.row[c];
        for (std::size_t d = 0; d < n; ++d) {
          EXPECT_EQ(gradient.symmetric[c * n + d], gradient.symmetric[d * n + c]);
          value += features.values[d * positions + p] * gradient.symmetric[d * n + c];
        }
      }
    }
    std::vector<double> expected = plain::slopes(plain_loss, features);
    for (double& slope : expected) slope *= weight;
    EXPECT_LE(plain::relative_error(found, expected), 1e-4) << channels << " channels";
  }
}

// The Wasserstein distance is damped; see below.
class UndampedStyleLoss : public StyleLoss {};

TEST_P(UndampedStyleLoss, OfTheStyleItselfIsZero) {
  const plain::Map features = random_map(5, 6, 4, 1);
  core::StyleGradient gradient;
  EXPECT_EQ(loss_of(GetParam(), features, plain::moments(features), gradient), 0);
  for (const float value : gradient.symmetric) EXPECT_EQ(value, 0);
  for (const float value : gradient.row) EXPECT_EQ(value, 0);
}

TEST_P(StyleLoss, DoesNotSeeWhereInThePictureSomethingIs) {
  const plain::Map features = random_map(4, 3, 8, 1);
  plain::Map turned = features;
  for (int c = 0; c < 4; ++c) std::reverse(&turned.at(c, 0, 0), &turned.at(c, 0, 0) + 24);
  const plain::Moments target = plain::moments(random_map(4, 5, 5, 2));
  core::StyleGradient unused;
  const double loss = loss_of(GetParam(), features, target, unused);
  EXPECT_NEAR(loss_of(GetParam(), turned, target, unused), loss, 1e-5 * loss);
}

std::string kind_name(const testing::TestParamInfo<StyleLossKind>& info) {
  return info.param == StyleLossKind::kGram         ? "Gram"
         : info.param == StyleLossKind::kCovariance ? "Covariance"
                                                    : "Wasserstein";
}

INSTANTIATE_TEST_SUITE_P(Kinds, StyleLoss,
                         testing::Values(StyleLossKind::kGram, StyleLossKind::kCovariance,
                                         StyleLossKind::kWasserstein),
                         kind_name);
INSTANTIATE_TEST_SUITE_P(Kinds, UndampedStyleLoss,
                         testing::Values(StyleLossKind::kGram, StyleLossKind::kCovariance), kind_name);

// 1/(4N²M²) Σ (G − S)² with G, S sums over positions: arXiv 1508.06576, eq. 4, letter by letter.
TEST(StyleLossOfGramMatrices, IsThePublishedFormulaWhereSizesAgree) {
  const plain::Map features = random_map(4, 5, 6, 1), style = random_map(4, 6, 5, 2);
  double sum = 0;
  for (int c = 0; c < 4; ++c) {
    for (int d = 0; d < 4; ++d) {
      double difference = 0;
      for (int p = 0; p < 30; ++p) {
        difference += features.values[30 * c + p] * features.values[30 * d + p] -
                      style.values[30 * c + p] * style.values[30 * d + p];
      }
      sum += difference * difference;
    }
  }
  core::StyleGradient unused;
  const double loss = loss_of(StyleLossKind::kGram, features, plain::moments(style), unused);
  EXPECT_NEAR(loss, sum / (4 * 4 * 4 * 30.0 * 30.0), 1e-5 * loss);
}

TEST(StyleLossOfCovariances, DoesNotRiseAboveTheLargestDifference) {
  // Σd²/Σ|d| is a mean of |d| weighted by |d|.
  const plain::Map features = random_map(3, 4, 4, 1);
  plain::Moments target = plain::moments(features);
  target.mean[1] += 0.25;
  for (int c = 0; c < 3; ++c) {
    for (int d = 0; d < 3; ++d) {
      const plain::Moments own = plain::moments(features);
      target.raw[3 * c + d] += target.mean[c] * target.mean[d] - own.mean[c] * own.mean[d];
    }
  }
  core::StyleGradient unused;
  EXPECT_NEAR(loss_of(StyleLossKind::kCovariance, features, target, unused), 0.25, 1e-5);
}

TEST(AverageOfMoments, IsThatOfMeansAndRawSecondMoments) {
  const plain::Moments a = plain::moments(random_map(3, 4, 4, 1)), b = plain::moments(random_map(3, 2, 5, 2)),
                       c = plain::moments(random_map(3, 7, 1, 3));
  const core::Moments found = core::average({single(a), single(b), single(c)}, {1, 1, 1});
  const plain::Moments expected = plain::average({a, b, c});
  EXPECT_EQ(found.channels, 3);
  EXPECT_LE(plain::relative_error({found.mean.begin(), found.mean.end()}, expected.mean), 1e-6);
  EXPECT_LE(plain::relative_error({found.raw.begin(), found.raw.end()}, expected.raw), 1e-6);
}

// More channels than directions that are looked at: most of them mixtures of a few, as a network's are.
plain::Map mixed_map(int channels, int side, std::uint32_t seed) {
  constexpr int kSources = 40;
  plain::Values mixing(11), values(seed);
  std::vector<double> weights(static_cast<std::size_t>(channels) * kSources);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = mixing.next() / (1.0 + i % kSources);
  const plain::Map sources = random_map(kSources, side, side, seed + 1);
  plain::Map map(channels, side, side);
  const std::size_t positions = static_cast<std::size_t>(side) * side;
  for (int c = 0; c < channels; ++c) {
    for (std::size_t p = 0; p < positions; ++p) {
      double& value = map.values[c * positions + p];
      value = 0.01 * values.next();
      for (int k = 0; k < kSources; ++k)
        value += weights[c * kSources + k] * sources.values[k * positions + p];
    }
  }
  return map;
}

TEST(WassersteinLoss, OfManyChannelsIsThePlainFormula) {
  const plain::Map features = mixed_map(320, 20, 1), style = mixed_map(320, 24, 5);
  const plain::Moments target = plain::moments(style);
  core::StyleGradient unused;
  const double expected = plain::style_loss(StyleLossKind::kWasserstein, plain::moments(features), target);
  EXPECT_NEAR(loss_of(StyleLossKind::kWasserstein, features, target, unused), expected, 2e-3 * expected);
}

// As that of a picture of one pixel, whose covariance is what rounding leaves: it may be less than nothing.
TEST(WassersteinLoss, OfAStyleOfOnePositionIsFinite) {
  dnn::Engine engine(2);
  core::Moments style = single(plain::moments(random_map(8, 1, 1, 2)));
  core::Moments picture = single(plain::moments(random_map(8, 1, 1, 1)));
  for (int c = 0; c < 8; ++c) {
    style.raw[9 * c] *= 1 + 1e-7;
    picture.raw[9 * c] *= 1 - 1e-6;
  }
  core::StyleGradient gradient;
  const double loss = core::make_style_distance(StyleLossKind::kWasserstein, engine, style)
                          ->evaluate(picture, 1, 1, gradient);
  EXPECT_TRUE(std::isfinite(loss)) << loss;
  for (const float value : gradient.symmetric) EXPECT_TRUE(std::isfinite(value));
}

TEST(WassersteinLoss, OfTheStyleItselfIsWhatTheDampingLeaves) {
  const plain::Map style = random_map(5, 6, 4, 1);
  const plain::Moments target = plain::moments(style);
  core::StyleGradient unused;
  const double itself = loss_of(StyleLossKind::kWasserstein, style, target, unused);
  const double other = loss_of(StyleLossKind::kWasserstein, random_map(5, 6, 4, 2), target, unused);
  EXPECT_GE(itself, 0);
  EXPECT_LT(itself, 0.2 * other);
}

// What covariances hardly see: a little noise in a channel in which the style rests.
TEST(WassersteinLoss, CountsNoiseByItsDeviationNotItsVariance) {
  plain::Map style = random_map(4, 16, 16, 1);
  for (int p = 0; p < 256; ++p) style.values[3 * 256 + p] = 0.5;
  plain::Map noisy = style;
  plain::Values noise(3);
  for (int p = 0; p < 256; ++p) noisy.values[3 * 256 + p] += 0.1 * noise.next();
  const plain::Moments target = plain::moments(style);
  core::StyleGradient gradient;
  const double added = loss_of(StyleLossKind::kWasserstein, noisy, target, gradient) -
                       loss_of(StyleLossKind::kWasserstein, style, target, gradient);
  const plain::Moments moments = plain::moments(noisy);
  const double variance = moments.raw[15] - moments.mean[3] * moments.mean[3];
  EXPECT_NEAR(added, variance / 4, 0.2 * variance / 4);
}

TEST(WassersteinLoss, IsTheSameWithAnyNumberOfThreads) {
  const core::Moments moments = single(plain::moments(mixed_map(320, 20, 1)));
  const core::Moments target = single(plain::moments(mixed_map(320, 24, 5)));
  std::vector<float> expected;
  for (const int threads : {1, 2, 4}) {
    dnn::Engine engine(threads);
    core::StyleGradient gradient;
    core::make_style_distance(StyleLossKind::kWasserstein, engine, target)
        ->evaluate(moments, 400, 1, gradient);
    if (expected.empty()) expected = gradient.symmetric;
    EXPECT_EQ(gradient.symmetric, expected) << threads << " threads";
  }
}

}  // namespace

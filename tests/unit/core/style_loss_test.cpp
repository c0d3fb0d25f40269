#include "loss/style_loss.h"

#include <gtest/gtest.h>

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
  return core::style_loss(kind, single(plain::moments(features)), single(target),
                          static_cast<double>(features.height * features.width), weight, gradient);
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

TEST_P(StyleLoss, OfTheStyleItselfIsZero) {
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

INSTANTIATE_TEST_SUITE_P(Kinds, StyleLoss, testing::Values(StyleLossKind::kGram, StyleLossKind::kCovariance),
                         [](const auto& test) {
                           return test.param == StyleLossKind::kGram ? "Gram" : "Covariance";
                         });

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
  const core::Moments found = core::average({single(a), single(b), single(c)});
  const plain::Moments expected = plain::average({a, b, c});
  EXPECT_EQ(found.channels, 3);
  EXPECT_LE(plain::relative_error({found.mean.begin(), found.mean.end()}, expected.mean), 1e-6);
  EXPECT_LE(plain::relative_error({found.raw.begin(), found.raw.end()}, expected.raw), 1e-6);
}

}  // namespace

#include "loss/content_loss.h"

#include <gtest/gtest.h>

#include "plain_objective.h"
#include "sample_networks.h"

namespace {

TEST(ContentLoss, IsHalfTheSquaredDistanceAndItsGradientTheSlope) {
  for (const dnn::FeatureShape shape : {dnn::FeatureShape{1, 1, 1}, {5, 3, 4}, {33, 2, 7}}) {
    plain::Values values(3);
    const std::vector<float> features = values.take(shape.size()), target = values.take(shape.size());
    std::vector<float> gradient(shape.size(), 0.5f);  // is added to
    const double weight = 3;
    const double loss = core::content_loss({features.data(), shape}, target.data(), nullptr, weight,
                                           {gradient.data(), shape});
    const plain::Map goal = plain::from_features({target.data(), shape});
    const auto plain_loss = [&](const plain::Map& at) { return plain::content_loss(at, goal); };
    const plain::Map at = plain::from_features({features.data(), shape});
    EXPECT_NEAR(loss, plain_loss(at), 1e-5 * loss);

    std::vector<double> expected = plain::slopes(plain_loss, at);
    for (double& slope : expected) slope = 0.5 + weight * slope;
    EXPECT_LE(plain::relative_error(plain::from_features({gradient.data(), shape}).values, expected), 1e-5);
  }
}

TEST(ContentLoss, CountsEachPositionByItsFirmness) {
  const dnn::FeatureShape shape{5, 2, 2};
  plain::Values values(3);
  const std::vector<float> features = values.take(shape.size()), target = values.take(shape.size());
  std::vector<float> all(shape.size(), 0), firm(all), half(all);
  const std::vector<float> firmness = {4, 0, 1, 0.5f}, alike(4, 0.5f);
  const dnn::FeatureView view{features.data(), shape};
  const double loss = core::content_loss(view, target.data(), nullptr, 3, {all.data(), shape});
  EXPECT_NEAR(core::content_loss(view, target.data(), alike.data(), 3, {half.data(), shape}), loss / 2,
              1e-6 * loss);
  core::content_loss(view, target.data(), firmness.data(), 3, {firm.data(), shape});
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_FLOAT_EQ(firm[i], firmness[i / 5] * all[i]);
}

TEST(ContentLoss, OfTheContentItselfIsZero) {
  const dnn::FeatureShape shape{4, 3, 2};
  const std::vector<float> features = plain::Values(1).take(shape.size());
  std::vector<float> gradient(shape.size(), 0);
  EXPECT_EQ(
      core::content_loss({features.data(), shape}, features.data(), nullptr, 7, {gradient.data(), shape}), 0);
  EXPECT_EQ(gradient, std::vector<float>(shape.size(), 0));
}

}  // namespace

#include "descent/adam.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

using core::Adam;
using core::AdamSettings;

TEST(Adam, FirstStepMovesByTheLearningRateAgainstTheGradient) {
  Adam adam(3);
  std::vector<float> x = {0.5f, 0.5f, 0.5f};
  const float gradient[] = {1e-3f, -40.0f, 0.0f};
  adam.step(x, gradient);
  EXPECT_NEAR(x[0], 0.47f, 1e-5);
  EXPECT_NEAR(x[1], 0.53f, 1e-5);
  EXPECT_EQ(x[2], 0.5f);
}

TEST(Adam, FollowsThePublishedUpdate) {
  const AdamSettings settings;
  Adam adam(1, settings);
  std::vector<float> x = {0.5f};
  double expected = 0.5, m = 0, v = 0, average = 0;
  for (int t = 1; t <= 30; ++t) {
    const double g = std::cos(0.7 * t) + 0.3;
    const auto gradient = static_cast<float>(g);
    adam.step(x, &gradient);
    m = settings.beta1 * m + (1 - settings.beta1) * g;
    v = settings.beta2 * v + (1 - settings.beta2) * g * g;
    expected -= settings.learning_rate * (m / (1 - std::pow(settings.beta1, t))) /
                (std::sqrt(v / (1 - std::pow(settings.beta2, t))) + settings.epsilon);
    expected = std::min(1.0, std::max(0.0, expected));
    average = settings.averaging * average + (1 - settings.averaging) * expected;
    EXPECT_NEAR(x[0], expected, 1e-5) << t;
    EXPECT_NEAR(adam.averaged()[0], average / (1 - std::pow(settings.averaging, t)), 1e-5) << t;
  }
}

TEST(Adam, LetsItsRateFallByHalfACosine) {
  AdamSettings settings;
  settings.last_rate = 0.25;
  Adam adam(1, settings);
  adam.fall_over(4);
  std::vector<float> x = {1};
  const float gradient = 1;
  for (const double share : {0.890165, 0.625, 0.359835, 0.25, 0.25}) {
    const float before = x[0];
    adam.step(x, &gradient);  // the same gradient over and over: the step is the rate
    EXPECT_NEAR(before - x[0], settings.learning_rate * share, 1e-6);
  }
}

TEST(Adam, GoesFurtherInFewStepsWhereItHasMoments) {
  const std::vector<float> gradient(4, 1.0f);
  const auto moved = [&](int steps) {
    Adam adam(4);
    std::vector<float> x(4, 1.0f);
    for (int step = 0; step < 50; ++step) adam.step(x, gradient.data());
    Adam again = adam.resized({2, 2}, {2, 2});
    again.fall_over(steps);
    std::vector<float> y(4, 1.0f);
    again.step(y, gradient.data());
    return 1 - y[0];
  };
  EXPECT_NEAR(moved(4) / moved(1000), 2 * 0.89, 0.1);  // the first of four falling steps
}

TEST(Adam, OfFewStepsShowsTheLastAndOfManyTheAverage) {
  for (const int steps : {4, 100}) {
    Adam adam(1);
    adam.fall_over(steps);
    std::vector<float> x = {1};
    const float gradient = 1;
    for (int step = 0; step < 5; ++step) adam.step(x, &gradient);
    if (steps == 4) {
      EXPECT_EQ(adam.averaged()[0], x[0]);
    } else {
      EXPECT_GT(adam.averaged()[0], x[0] + 0.01f);
    }
  }
}

TEST(Adam, StaysInTheBox) {
  Adam adam(2);
  std::vector<float> x = {0.01f, 0.99f};
  const float gradient[] = {1, -1};
  for (int i = 0; i < 10; ++i) adam.step(x, gradient);
  EXPECT_EQ(x[0], 0);
  EXPECT_EQ(x[1], 1);
}

TEST(Adam, HasNoAverageBeforeTheFirstStep) { EXPECT_TRUE(Adam(4).averaged().empty()); }

TEST(Adam, KeepsItsMomentumAtAnotherSize) {
  Adam adam(3 * 4 * 4);
  std::vector<float> x(3 * 4 * 4, 0.5f);
  const std::vector<float> rising(x.size(), 1.0f);
  for (int i = 0; i < 10; ++i) adam.step(x, rising.data());

  Adam larger = adam.resized({4, 4}, {8, 6});
  std::vector<float> y(3 * 8 * 6, 0.5f);
  const std::vector<float> level(y.size(), 0.0f);
  larger.step(y, level.data());
  for (const float value : y) EXPECT_LT(value, 0.5f) << "the momentum carries on where there is no slope";
}

// The mean's slope at a pixel is shared out among more of them.
TEST(Adam, TakesStepsOfTheSameLengthAtAnotherSize) {
  Adam adam(3 * 8 * 8);
  std::vector<float> x(3 * 8 * 8, 0.5f);
  const std::vector<float> rising(x.size(), 1.0f / 64);
  for (int i = 0; i < 200; ++i) {
    x.assign(x.size(), 0.5f);
    adam.step(x, rising.data());
  }
  Adam larger = adam.resized({8, 8}, {16, 16});
  std::vector<float> y(3 * 16 * 16, 0.5f);
  const std::vector<float> finer(y.size(), 1.0f / 256);
  larger.step(y, finer.data());
  for (const float value : y) EXPECT_NEAR(0.5f - value, 0.5f - x[0], 1e-4);
}

TEST(Adam, NeverLeapsWhereTheSlopeWasSteepOnOneSide) {
  const AdamSettings settings;
  Adam adam(8 * 8);
  std::vector<float> x(8 * 8, 0.5f), step(8 * 8, 1e-4f);
  for (int row = 0; row < 8; ++row) std::fill_n(step.begin() + 8 * row, 4, 1.0f);
  for (int i = 0; i < 50; ++i) adam.step(x, step.data());
  Adam larger = adam.resized({8, 8}, {11, 11});
  std::vector<float> y(11 * 11, 0.5f);
  const std::vector<float> level(y.size(), 0.0f);
  larger.step(y, level.data());
  for (const float value : y) EXPECT_LE(std::abs(0.5f - value), 1.2 * settings.learning_rate);
}

}  // namespace

#include "cost/time_estimate.h"

#include <gtest/gtest.h>

namespace {

using core::Line;
using core::Size;
using core::TimeCosts;
using core::TimeQuestion;
using Kind = core::PartTime::Kind;

TEST(LineThroughTwoMeasurements, HitsBoth) {
  const Line line = core::line_through(100, 3, 400, 9);
  EXPECT_DOUBLE_EQ(line.at(100), 3);
  EXPECT_DOUBLE_EQ(line.at(400), 9);
  EXPECT_DOUBLE_EQ(line.at(1000), 21);
}

TEST(LineThroughTwoMeasurements, NeverGoesBelowZero) {
  const Line steep = core::line_through(100, 1, 400, 8);  // would begin at −1.33
  EXPECT_EQ(steep.fixed, 0);
  EXPECT_DOUBLE_EQ(steep.at(400), 8);
  const Line falling = core::line_through(100, 5, 400, 4);
  EXPECT_EQ(falling.each, 0);
  EXPECT_DOUBLE_EQ(falling.at(1000), 4);
}

// A layer of 1 s a position forward and 2 s back at a quarter of the positions, a product of 10 s and 20 s a
// pixel, and 100 s a pixel of other things; nothing fixed.
TimeCosts costs() {
  TimeCosts costs;
  costs.parts = {{Kind::kLayer, 2, {0, 1}, {0, 2}},
                 {Kind::kProduct, 1, {0, 10}, {0, 20}},
                 {Kind::kOther, 1, {0, 100}, {0, 0}}};
  return costs;
}

constexpr Size kSize{8, 4};
constexpr double kPixels = 32, kPositions = 8;
constexpr double kEvaluation = kPositions * 3 + kPixels * 130;
constexpr double kStyle = kPositions + kPixels * 10;
constexpr double kContent = kPositions;

TimeQuestion question(int iterations, int scales = 1) {
  TimeQuestion question;
  question.content = kSize;
  question.styles = {kSize};
  question.scales.assign(scales, {kSize, {kSize}, iterations});
  question.optimizer = core::Optimizer::kAdam;
  question.tile_stride = 2;
  return question;
}

TEST(TimeEstimate, CountsStyleContentAndIterations) {
  EXPECT_DOUBLE_EQ(core::estimate_seconds(costs(), question(5)), kStyle + kContent + 5 * kEvaluation);
  EXPECT_DOUBLE_EQ(core::estimate_seconds(costs(), question(5, 3)),
                   3 * (kStyle + kContent + 5 * kEvaluation));
}

TEST(TimeEstimate, CountsEachStyle) {
  TimeQuestion two = question(5);
  two.scales[0].styles.push_back({8, 8});
  EXPECT_DOUBLE_EQ(core::estimate_seconds(costs(), two) - core::estimate_seconds(costs(), question(5)),
                   2 * kStyle);
}

TEST(TimeEstimate, CountsWhatEveryScaleNeedsOnce) {
  TimeCosts with = costs();
  with.setup = {7, 1};
  with.resampling = 1;
  // Content and style as given; the content, the picture and its start; the style.
  const double once = 7 + kPixels + kPixels * (2 + 3 + 1);
  EXPECT_DOUBLE_EQ(
      core::estimate_seconds(with, question(5, 2)) - core::estimate_seconds(costs(), question(5, 2)),
      2 * once);
}

TEST(TimeEstimate, CountsThePreparation) {
  TimeCosts with = costs();
  with.opening = 3;
  with.packing = 4;
  TimeQuestion random = question(5);
  const double plain = core::estimate_seconds(costs(), random);
  EXPECT_DOUBLE_EQ(core::estimate_seconds(with, random) - plain, 3 + 4);
  // Calibration goes over both pictures side by side, in a network of its own.
  random.calibration = {kSize, {kSize}};
  EXPECT_DOUBLE_EQ(core::estimate_seconds(with, random) - plain, 3 + 4 + 2 + 2 * 2 * kPositions);
  random.calibration = {};
  random.balance = {kSize, {kSize}};
  random.balanced = 7;
  EXPECT_DOUBLE_EQ(core::estimate_seconds(with, random) - plain, 3 + 4 + 7 * kEvaluation);
}

TEST(TimeEstimate, OfTilesReadsEachCropOnceToThreeTimes) {
  TimeCosts layers;
  layers.parts = {{Kind::kLayer, 1, {0, 1}, {0, 5}}};
  TimeQuestion tiled = question(1);
  tiled.scales[0] = {{16, 8}, {}};
  // Without a halo the crops are what they own: both tiles together are the picture.
  tiled.tiling = {8, true};
  const double pixels = 16 * 8;
  EXPECT_DOUBLE_EQ(core::estimate_seconds(layers, tiled), pixels * (1 + (2 + 5)));
  tiled.tiling.keep_content = false;
  EXPECT_DOUBLE_EQ(core::estimate_seconds(layers, tiled), pixels * (3 + 5));
  tiled.tiling.one_pass = true;
  EXPECT_DOUBLE_EQ(core::estimate_seconds(layers, tiled), pixels * (2 + 5));
  tiled.tiling = {12, true};
  tiled.halo = 2;
  EXPECT_GT(core::estimate_seconds(layers, tiled), pixels * (1 + (2 + 5))) << "halos are computed too";
}

TEST(TimeEstimate, LetsAnOptimiserSlowDownAsItRemembersMore) {
  TimeCosts steps;
  steps.first_step = {0, 1};
  steps.full_step = {0, 3};
  TimeQuestion lbfgs = question(20);
  lbfgs.optimizer = core::Optimizer::kLbfgs;
  // Pairs 0 … 19 of 20, then all of them.
  EXPECT_NEAR(core::estimate_seconds(steps, lbfgs), kPixels * 20 * (1 + 2 * 9.5 / 20), 1e-9);
  const double twenty = core::estimate_seconds(steps, lbfgs);
  lbfgs.scales.front().iterations = 30;
  EXPECT_NEAR(core::estimate_seconds(steps, lbfgs) - twenty, kPixels * 10 * 3, 1e-9);
}

TEST(TimeEstimate, CountsTheEvaluationsOfALineSearch) {
  TimeQuestion lbfgs = question(50);
  lbfgs.optimizer = core::Optimizer::kLbfgs;
  EXPECT_GT(core::estimate_seconds(costs(), lbfgs), core::estimate_seconds(costs(), question(50)));
}

TEST(TimeCosts, AreFittedToTwoSamplesPartByPart) {
  core::PartSample small, large;
  small.size = small.canvas = {8, 8};
  large.size = large.canvas = {16, 16};
  core::PartTime part;
  part.kind = Kind::kLayer;
  part.stride = 4;
  part.forward.seconds = 3;  // 4 positions
  part.backward.seconds = 4;
  small.parts = {part};
  part.forward.seconds = 15;  // 16 positions
  part.backward.seconds = 10;
  large.parts = {part};
  large.resampled = {8, 8};
  large.resampling_seconds = 640;
  const TimeCosts costs = core::time_costs(small, large);
  ASSERT_EQ(costs.parts.size(), 1u);
  EXPECT_DOUBLE_EQ(costs.parts[0].forward.at(32), 30);  // in proportion
  EXPECT_DOUBLE_EQ(costs.parts[0].backward.at(32), 18);
  EXPECT_DOUBLE_EQ(costs.resampling, 2);
}

}  // namespace

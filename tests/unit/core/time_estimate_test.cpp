#include "cost/time_estimate.h"

#include <gtest/gtest.h>

namespace {

using core::Line;
using core::Size;
using core::TimeCosts;
using core::TimeQuestion;

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

// 3 s a pixel for an evaluation, 1 s of it forward; nothing fixed.
TimeCosts costs() {
  TimeCosts costs;
  costs.evaluation = {0, 3};
  costs.forward = {0, 1};
  return costs;
}

constexpr Size kPicture{8, 4};
constexpr double kPixels = 32;
constexpr double kEvaluation = 3 * kPixels;
constexpr double kReading = kPixels;

TimeQuestion question(int iterations, int scales = 1) {
  TimeQuestion question;
  question.given_pixels = 2 * kPixels;
  question.scales.assign(scales, {kPicture, {kPicture}, iterations});
  question.tile_stride = 2;
  return question;
}

double seconds(const TimeQuestion& question, const TimeCosts& at = costs()) {
  return core::estimate_seconds(at, question);
}

TEST(TimeEstimate, CountsStyleContentAndIterations) {
  EXPECT_DOUBLE_EQ(seconds(question(5)), 2 * kReading + 5 * kEvaluation);
  EXPECT_DOUBLE_EQ(seconds(question(5, 3)), 3 * (2 * kReading + 5 * kEvaluation));
}

TEST(TimeEstimate, CountsEachStyleAndEachShift) {
  TimeQuestion more = question(5);
  more.scales[0].styles.push_back({8, 8});
  EXPECT_DOUBLE_EQ(seconds(more) - seconds(question(5)), 2 * kReading);
  more.scales[0].shifts = 4;
  EXPECT_DOUBLE_EQ(seconds(more) - seconds(question(5)), (2 + 3) * kReading);
}

TEST(TimeEstimate, CountsWhatEveryScaleNeedsOnce) {
  TimeCosts with = costs();
  with.setup = {7, 1};
  with.resampling = 1;
  with.opening = 3;
  // Content and style as given; the content, the picture and its start; the style.
  const double once = 7 + kPixels + kPixels * (2 + 3 + 1);
  EXPECT_DOUBLE_EQ(seconds(question(5, 2), with) - seconds(question(5, 2)), 3 + 2 * once);
}

TEST(TimeEstimate, CountsTheMarginsOfTheCanvas) {
  TimeQuestion with_margins = question(5);
  with_margins.around.margin = 2;
  EXPECT_DOUBLE_EQ(seconds(with_margins) / seconds(question(5)), (12 * 8) / kPixels);
}

TEST(TimeEstimate, OfTilesReadsEachCropOnceToThreeTimes) {
  TimeQuestion tiled = question(1);
  tiled.scales[0] = {{16, 8}, {}};
  // Without a halo the crops are what they own: both tiles together are the picture.
  tiled.tiling = {8, true};
  const double pixels = 16 * 8;
  EXPECT_DOUBLE_EQ(seconds(tiled), pixels * (1 + (1 + 3)));
  tiled.tiling.keep_content = false;
  EXPECT_DOUBLE_EQ(seconds(tiled), pixels * (2 + 3));
  tiled.tiling.one_pass = true;
  EXPECT_DOUBLE_EQ(seconds(tiled), pixels * (1 + 3));
  tiled.tiling = {12, true};
  tiled.halo = 2;
  EXPECT_GT(seconds(tiled), pixels * (1 + (1 + 3))) << "halos are computed too";
}

TEST(TimeEstimate, CountsTheEvaluationsOfALineSearchAndTheSteps) {
  TimeQuestion lbfgs = question(50);
  lbfgs.optimizer = core::Optimizer::kLbfgs;
  EXPECT_GT(seconds(lbfgs), seconds(question(50)));
  TimeCosts with = costs();
  with.step = {0, 2};
  EXPECT_DOUBLE_EQ(seconds(question(50), with) - seconds(question(50)), 50 * 2 * kPixels);
}

TEST(TimeCosts, AreFittedToTwoSamples) {
  core::PartSample small, large;
  small.size = {4, 4};
  small.canvas = {8, 8};
  small.evaluation_seconds = 65;
  small.forward_seconds = 64;
  small.setup_seconds = 2;
  small.step_seconds = 16;
  large.size = {8, 8};
  large.canvas = {16, 16};
  large.evaluation_seconds = 257;
  large.forward_seconds = 128;
  large.setup_seconds = 8;
  large.step_seconds = 64;
  large.resampled = {8, 8};
  large.resampling_seconds = 256;
  const TimeCosts costs = core::time_costs(small, large);
  EXPECT_DOUBLE_EQ(costs.evaluation.at(100), 101);
  EXPECT_DOUBLE_EQ(costs.forward.at(512), 128 + 256 / 3.0);
  EXPECT_DOUBLE_EQ(costs.setup.at(512), 16);
  EXPECT_DOUBLE_EQ(costs.step.at(100), 100);
  EXPECT_DOUBLE_EQ(costs.resampling, 2);
}

}  // namespace

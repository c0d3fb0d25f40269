#include "painter/run_clock.h"

#include <gtest/gtest.h>

namespace {

using core::RunClock;
using core::Size;
using std::chrono::milliseconds;

// Time that passes when a test says so.
class RunClockTest : public testing::Test {
 protected:
  RunClock clock(const std::vector<Size>& scales, const std::vector<int>& iterations) {
    return RunClock(scales, iterations, [this] { return now_; });
  }
  void pass(int count) { now_ += milliseconds(count); }

 private:
  RunClock::Clock::time_point now_;
};

TEST_F(RunClockTest, CountsSecondsFromItsBeginning) {
  const RunClock run = clock({{100, 100}}, {4});
  EXPECT_EQ(run.seconds(), 0);
  pass(1500);
  EXPECT_DOUBLE_EQ(run.seconds(), 1.5);
}

TEST_F(RunClockTest, WeighsIterationsByTheirScalesPixels) {
  RunClock run = clock({{100, 50}, {200, 100}}, {4, 1});
  EXPECT_EQ(run.fraction(), 0);
  for (int i = 0; i < 4; ++i) run.finish_iteration(0);
  run.finish_scale(0);
  EXPECT_DOUBLE_EQ(run.fraction(), 0.5);
  run.finish_iteration(1);
  EXPECT_DOUBLE_EQ(run.fraction(), 1);
}

TEST_F(RunClockTest, ForetellsNothingBeforeTheSecondIteration) {
  RunClock run = clock({{100, 100}}, {5});
  pass(7000);
  EXPECT_LT(run.seconds_left(), 0);
  run.finish_iteration(0);
  EXPECT_LT(run.seconds_left(), 0);
}

TEST_F(RunClockTest, ForetellsWithoutWhatComesBeforeTheFirstIteration) {
  RunClock run = clock({{100, 100}, {200, 200}}, {3, 2});
  pass(60000);  // weights, targets
  run.finish_iteration(0);
  pass(1000);
  run.finish_iteration(0);
  EXPECT_DOUBLE_EQ(run.seconds_left(), 1 + 2 * 4);
}

TEST_F(RunClockTest, TakesAScaleThatEndedEarlyAsDone) {
  RunClock run = clock({{100, 100}, {100, 100}}, {50, 50});
  run.finish_iteration(0);
  run.finish_scale(0);
  EXPECT_DOUBLE_EQ(run.fraction(), 0.5);
  run.finish_iteration(1);
  run.finish_scale(1);
  EXPECT_DOUBLE_EQ(run.fraction(), 1);
  EXPECT_DOUBLE_EQ(run.seconds_left(), 0);
}

}  // namespace

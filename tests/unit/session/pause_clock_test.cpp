#include "session/tasks/pause_clock.h"

#include <gtest/gtest.h>

namespace {

using std::chrono::seconds;

// Time that passes when a test says so.
class PauseClockTest : public testing::Test {
 protected:
  ui::PauseClock clock_{[this] { return now_; }};
  ui::PauseClock::Clock::time_point now_;

  void pause(seconds time) {
    clock_.pause();
    now_ += time;
    clock_.resume();
  }
  core::Progress told(double seconds, double seconds_left) {
    core::Progress progress;
    progress.seconds = seconds;
    progress.seconds_left = seconds_left;
    return clock_.without_pauses(progress);
  }
};

TEST_F(PauseClockTest, ChangesNothingWithoutPauses) {
  told(1, 100);
  now_ += seconds(10);
  const core::Progress progress = told(11, 90);
  EXPECT_DOUBLE_EQ(progress.seconds, 11);
  EXPECT_DOUBLE_EQ(progress.seconds_left, 90);
}

TEST_F(PauseClockTest, TakesAllPausesFromTheTimeSpent) {
  told(1, 100);
  now_ += seconds(10);
  pause(seconds(300));
  now_ += seconds(5);
  pause(seconds(700));
  EXPECT_DOUBLE_EQ(told(1016, 1).seconds, 16);
}

TEST_F(PauseClockTest, ForetellsFromTheTimeThatWasPaintedIn) {
  told(1, 100);
  now_ += seconds(10);
  pause(seconds(30));
  // A quarter of the 40 seconds that the forecast rests on.
  EXPECT_DOUBLE_EQ(told(41, 360).seconds_left, 90);
}

}  // namespace

#include "ui/progress_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace ui {
namespace {

TEST(TimeText, RoundsAsOneWouldSayIt) {
  EXPECT_EQ(time_text(0), "less than 10 s");
  EXPECT_EQ(time_text(9.9), "less than 10 s");
  EXPECT_EQ(time_text(10), "about 10 s");
  EXPECT_EQ(time_text(44), "about 40 s");
  EXPECT_EQ(time_text(54.9), "about 50 s");
  EXPECT_EQ(time_text(55), "about 1 min");
  EXPECT_EQ(time_text(200), "about 3 min");
  EXPECT_EQ(time_text(3569), "about 59 min");
  EXPECT_EQ(time_text(3570), "about 1 h 0 min");
  EXPECT_EQ(time_text(7860), "about 2 h 11 min");
}

TEST(TimeText, SaysNothingWhileTheTimeIsUnknown) {
  EXPECT_EQ(time_text(-1), "");
  EXPECT_EQ(time_text(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(time_text(std::numeric_limits<double>::infinity()), "");
}

TEST(ProgressText, NamesScaleStepAndTimeLeft) {
  core::Progress progress;
  progress.scale_index = 1;
  progress.scale_count = 4;
  progress.longer_side = 181;
  progress.iteration = 34;
  progress.iterations = 150;
  progress.seconds_left = 170;
  EXPECT_EQ(progress_text(progress), "181 px (scale 2 of 4), step 34 of 150, about 3 min left");
}

TEST(ProgressText, NamesTheFrameOfAnAnimation) {
  core::Progress progress;
  progress.longer_side = 96;
  progress.iteration = 2;
  progress.iterations = 5;
  progress.seconds_left = -1;
  EXPECT_EQ(progress_text({3, 20}, progress), "frame 3 of 20: 96 px, step 2 of 5");
}

TEST(ProgressText, LeavesOutWhatIsNotThere) {
  core::Progress progress;
  progress.scale_count = 1;
  progress.longer_side = 128;
  progress.iterations = 20;
  progress.seconds_left = -1;
  EXPECT_EQ(progress_text(progress), "128 px, step 0 of 20");
}

}  // namespace
}  // namespace ui

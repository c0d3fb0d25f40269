#include "ui/progress_over_all.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

core::Progress half_done() {
  core::Progress progress;
  progress.fraction = 0.5;
  progress.seconds = 10;
  progress.seconds_left = 10;
  return progress;
}

TEST(ProgressOverAll, OfOneIsItsOwn) {
  const ProgressOverAll all({{640, 480}}, 0);
  EXPECT_EQ(all.of(half_done()).fraction, 0.5);
  EXPECT_EQ(all.of(half_done()).seconds_left, 10);
  EXPECT_EQ(all.text(half_done()).find("layer"), std::string::npos);
}

TEST(ProgressOverAll, GoesByThePixelsOfEach) {
  ProgressOverAll all({{100, 100}, {100, 300}}, 0);
  EXPECT_DOUBLE_EQ(all.of(half_done()).fraction, 0.125);
  EXPECT_DOUBLE_EQ(all.of(half_done()).seconds_left, 10 + 3 * 20);
  EXPECT_EQ(all.text(half_done()).rfind("layer 1 of 2: ", 0), 0U);
  all.next();
  EXPECT_DOUBLE_EQ(all.of(half_done()).fraction, 0.625);
  EXPECT_DOUBLE_EQ(all.of(half_done()).seconds_left, 10);
}

TEST(ProgressOverAll, TakesTheSizeThatIsPainted) {
  const ProgressOverAll all({{1000, 1000}, {100, 100}}, 100);
  EXPECT_DOUBLE_EQ(all.of(half_done()).fraction, 0.25);
}

TEST(ProgressOverAll, DoesNotKnowTheTimeBeforeItsOwn) {
  const ProgressOverAll all({{10, 10}, {10, 10}}, 0);
  core::Progress progress = half_done();
  progress.seconds_left = -1;
  EXPECT_LT(all.of(progress).seconds_left, 0);
}

}  // namespace
}  // namespace ui

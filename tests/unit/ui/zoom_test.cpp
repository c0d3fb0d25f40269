#include "preview/zoom.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

constexpr double kWidth = 400, kHeight = 300;
const Rectangle kFit = fit_into(200, 100, kWidth, kHeight);  // 400×200, at (0, 50)

TEST(Zoom, ShowsTheWholeAtFirst) {
  const Rectangle place = Zoom().apply(kFit, kWidth, kHeight);
  EXPECT_EQ(place.x, kFit.x);
  EXPECT_EQ(place.y, kFit.y);
  EXPECT_EQ(place.width, kFit.width);
}

TEST(Zoom, KeepsWhatIsUnderThePointer) {
  Zoom zoom;
  for (const double factor : {1.5, 4.0, 9.0, 3.0}) {
    const Rectangle before = zoom.apply(kFit, kWidth, kHeight);
    zoom.to(factor, 150, 120, kFit, kWidth, kHeight);
    const Rectangle after = zoom.apply(kFit, kWidth, kHeight);
    EXPECT_DOUBLE_EQ(after.width, kFit.width * factor);
    EXPECT_NEAR((150 - after.x) / after.width, (150 - before.x) / before.width, 1e-12) << factor;
    if (after.height > kHeight && before.height > kHeight) {
      EXPECT_NEAR((120 - after.y) / after.height, (120 - before.y) / before.height, 1e-12) << factor;
    }
  }
}

TEST(Zoom, LeavesNothingEmptyThatThePictureCanFill) {
  Zoom zoom;
  zoom.to(2, 0, 0, kFit, kWidth, kHeight);
  zoom.move(1000, -1000, kFit, kWidth, kHeight);
  Rectangle place = zoom.apply(kFit, kWidth, kHeight);
  EXPECT_EQ(place.x, 0);
  EXPECT_EQ(place.y + place.height, kHeight);
  // What was pushed too far is not remembered.
  zoom.move(-1, 0, kFit, kWidth, kHeight);
  EXPECT_NEAR(zoom.apply(kFit, kWidth, kHeight).x, -1, 1e-9);
}

TEST(Zoom, HasEnds) {
  Zoom zoom(8);
  zoom.to(100, 10, 10, kFit, kWidth, kHeight);
  EXPECT_EQ(zoom.factor(), 8);
  zoom.to(0.1, 10, 10, kFit, kWidth, kHeight);
  EXPECT_EQ(zoom.factor(), 1);
  zoom.to(3, 10, 10, {}, kWidth, kHeight);  // no picture
  EXPECT_EQ(zoom.factor(), 1);
  zoom.to(3, 10, 10, kFit, kWidth, kHeight);
  zoom.reset();
  EXPECT_EQ(zoom.factor(), 1);
}

}  // namespace
}  // namespace ui

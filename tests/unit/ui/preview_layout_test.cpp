#include "preview/preview_layout.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

TEST(FitInto, IsAsLargeAsPossibleAndInTheMiddle) {
  const Rectangle wide = fit_into(200, 100, 400, 400);
  EXPECT_EQ(wide.x, 0);
  EXPECT_EQ(wide.y, 100);
  EXPECT_EQ(wide.width, 400);
  EXPECT_EQ(wide.height, 200);
  const Rectangle high = fit_into(100, 200, 400, 300);
  EXPECT_EQ(high.x, 125);
  EXPECT_EQ(high.width, 150);
  EXPECT_EQ(high.height, 300);
}

TEST(FitInto, IsNothingForNoPicture) { EXPECT_EQ(fit_into(0, 0, 400, 300).width, 0); }

TEST(ShownPart, IsTheSelectionItself) {
  const Part part = shown_part({0.25, 0.5, 0.5, 0.25});
  EXPECT_EQ(part.x, 0.25);
  EXPECT_EQ(part.y, 0.5);
  EXPECT_EQ(part.width, 0.5);
  EXPECT_EQ(part.height, 0.25);
}

TEST(ShownPart, HasSomethingAroundASmallSelection) {
  const Part middle = shown_part({0.5, 0.5, 0.001, 0.001});
  EXPECT_EQ(middle.width, 1.0 / 16);
  EXPECT_NEAR(middle.x + middle.width / 2, 0.5005, 1e-9);
  const Part corner = shown_part({0.999, 0, 0.001, 0.001});
  EXPECT_EQ(corner.x + corner.width, 1);
  EXPECT_EQ(corner.y, 0);
}

TEST(PartAround, LiesAroundThePlaceAndWithinTheLayer) {
  const Part middle = part_around(0.5, 0.5, {1000, 500}, 100, 100);
  EXPECT_DOUBLE_EQ(middle.x, 0.45);
  EXPECT_DOUBLE_EQ(middle.y, 0.4);
  EXPECT_DOUBLE_EQ(middle.width, 0.1);
  EXPECT_DOUBLE_EQ(middle.height, 0.2);
  const Part corner = part_around(1, 0, {1000, 500}, 100, 100);
  EXPECT_DOUBLE_EQ(corner.x, 0.9);
  EXPECT_EQ(corner.y, 0);
  EXPECT_TRUE(part_around(0.2, 0.9, {50, 40}, 100, 100).whole());
}

}  // namespace
}  // namespace ui

#include "ui/pixels.h"

#include <gtest/gtest.h>

#include "sample_pictures.h"

namespace ui {
namespace {

core::Image one_pixel(float red, float green, float blue) {
  core::Image image(1, 1);
  image.rgb() = {red, green, blue};
  return image;
}

TEST(Pixels, AreBytesInCairosOrder) { EXPECT_EQ(to_pixels(one_pixel(1, 0.5F, 0)).argb.at(0), 0xFFFF8000U); }

TEST(Pixels, StayInRange) { EXPECT_EQ(to_pixels(one_pixel(7, -3, 1)).argb.at(0), 0xFFFF00FFU); }

TEST(Pixels, AreMultipliedByAlpha) {
  core::Image image = one_pixel(1, 1, 0);
  image.alpha() = {0.2F};
  EXPECT_EQ(to_pixels(image).argb.at(0), 0x33333300U);
}

TEST(ShrinkTo, NeverEnlarges) {
  EXPECT_EQ(shrink_to(test::waves(40, 20, 5), 100).width(), 40);
  const core::Image small = shrink_to(test::waves(40, 20, 5), 10);
  EXPECT_EQ(small.width(), 10);
  EXPECT_EQ(small.height(), 5);
}

TEST(WithAlphaOf, TakesTheContentsAlphaAtThePicturesSize) {
  core::Image content(4, 2, true);
  content.alpha() = {0, 0, 1, 1, 0, 0, 1, 1};
  const core::Image shaped = with_alpha_of(core::Image(8, 4), content);
  ASSERT_EQ(shaped.alpha().size(), 32U);
  EXPECT_LT(shaped.alpha().front(), 0.1F);
  EXPECT_GT(shaped.alpha().back(), 0.9F);
  EXPECT_FALSE(with_alpha_of(core::Image(8, 4), core::Image(4, 2)).has_alpha());
}

}  // namespace
}  // namespace ui

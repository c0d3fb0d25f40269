#include "pictures/colour_profile.h"

#include <gtest/gtest.h>

#include <cmath>

namespace pictures {
namespace {

core::Image grays() {
  core::Image image(256, 1);
  for (int i = 0; i < 256; ++i) {
    for (int c = 0; c < 3; ++c) image.plane(c)[i] = static_cast<float>(i) / 255;
  }
  return image;
}

TEST(ConvertColours, LeavesWhatIsTheSame) {
  core::Image image = grays();
  convert_colours(image, {}, {});
  EXPECT_EQ(image.rgb(), grays().rgb());
  Description usual;
  usual.gamma = 45455;  // what sRGB's files say
  convert_colours(image, usual, {});
  EXPECT_EQ(image.rgb(), grays().rgb());
}

// Linear light to sRGB by IEC 61966-2-1.
TEST(ConvertColours, FollowsTheGammaOfAFile) {
  core::Image image = grays();
  Description linear;
  linear.gamma = 100000;
  convert_colours(image, linear, {});
  for (int i = 0; i < 256; ++i) {
    const double light = i / 255.0;
    const double right = light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(image.plane(c)[i], right, 0.004) << i;
  }
  convert_colours(image, {}, linear);
  for (int i = 0; i < 256; ++i) EXPECT_NEAR(image.plane(1)[i], i / 255.0, 0.004) << i;
}

TEST(ConvertColours, TakesADamagedProfileForNone) {
  core::Image image = grays();
  Description damaged;
  damaged.profile = Profile{"bad", Bytes(200, 7)};
  std::copy_n("RGB ", 4, damaged.profile->bytes.begin() + 16);
  convert_colours(image, damaged, {});
  for (int i = 0; i < 256; ++i) EXPECT_NEAR(image.plane(0)[i], i / 255.0, 0.002);
}

}  // namespace
}  // namespace pictures

#include "core/photo_colours.h"

#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

namespace core {
namespace {

Image plain(float r, float g, float b) {
  Image image(1, 1);
  std::tie(image.plane(0)[0], image.plane(1)[0], image.plane(2)[0]) = std::tuple(r, g, b);
  return image;
}

void expect_near(const Image& image, float r, float g, float b, double tolerance) {
  EXPECT_NEAR(image.plane(0)[0], r, tolerance);
  EXPECT_NEAR(image.plane(1)[0], g, tolerance);
  EXPECT_NEAR(image.plane(2)[0], b, tolerance);
}

TEST(PhotoColours, OfTheSamePictureAreThePicture) {
  for (const auto& [r, g, b] : {std::tuple{0.2f, 0.7f, 0.4f},
                                {1.f, 0.f, 0.f},
                                {0.f, 0.f, 1.f},
                                {1.f, 1.f, 1.f},
                                {0.f, 0.f, 0.f},
                                {0.5f, 0.5f, 0.5f},
                                {0.02f, 0.01f, 0.03f}}) {
    expect_near(with_colours_of(plain(r, g, b), plain(r, g, b)), r, g, b, 2e-3);
  }
}

TEST(PhotoColours, OfAGrayPhotographAreGray) {
  const Image gray = with_colours_of(plain(0.9f, 0.2f, 0.1f), plain(0.4f, 0.4f, 0.4f));
  expect_near(gray, gray.plane(0)[0], gray.plane(0)[0], gray.plane(0)[0], 1e-3);
}

// sRGB's blue has Oklab's lightness 0.452, which is that of the gray 0.3366.
TEST(PhotoColours, KeepThePaintingsLightness) {
  expect_near(with_colours_of(plain(0, 0, 1), plain(0.5f, 0.5f, 0.5f)), 0.3366f, 0.3366f, 0.3366f, 2e-3);
}

TEST(PhotoColours, GiveWayWhereThePaintingIsBlackOrWhite) {
  expect_near(with_colours_of(plain(0, 0, 0), plain(1, 0, 0)), 0, 0, 0, 0.02);
  expect_near(with_colours_of(plain(1, 1, 1), plain(1, 0, 0)), 1, 1, 1, 0.02);
}

TEST(PhotoColours, StayOnTheScreenAndKeepTheHue) {
  const Image light = with_colours_of(plain(0.95f, 0.95f, 0.95f), plain(1, 0, 0));
  for (int i = 0; i < 3; ++i) {
    EXPECT_GE(light.plane(i)[0], 0);
    EXPECT_LE(light.plane(i)[0], 1);
  }
  EXPECT_GT(light.plane(0)[0], light.plane(1)[0]);
}

TEST(PhotoColours, LeaveAlphaAsItIs) {
  Image painting(2, 1, true);
  painting.alpha() = {0.25f, 1};
  EXPECT_EQ(with_colours_of(painting, Image(2, 1)).alpha(), painting.alpha());
}

}  // namespace
}  // namespace core

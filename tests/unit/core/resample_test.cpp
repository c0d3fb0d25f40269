#include "core/resample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

using core::Image;

Image ramp(int width, int height) {
  Image image(width, height);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        image.plane(channel)[static_cast<std::size_t>(y) * width + x] =
            0.2f + 0.6f * (static_cast<float>(x) + 0.5f) / static_cast<float>(width);
      }
    }
  }
  return image;
}

TEST(Resize, ToTheSameSizeChangesNothing) {
  const Image image = ramp(13, 7);
  EXPECT_EQ(core::resize(image, 13, 7).rgb(), image.rgb());
}

TEST(Resize, KeepsAPlainColour) {
  Image image(9, 11);
  std::fill(image.rgb().begin(), image.rgb().end(), 0.3f);
  for (const auto& [width, height] : {std::pair{3, 4}, {1, 1}, {40, 25}, {9, 2}}) {
    const Image result = core::resize(image, width, height);
    for (const float value : result.rgb()) EXPECT_NEAR(value, 0.3f, 1e-6);
  }
}

TEST(Resize, KeepsALinearRampAwayFromTheBorders) {
  for (const int width : {64, 100, 301}) {
    const Image wide = ramp(width, 3);
    const Image result = core::resize(wide, 50, 3);
    for (int x = 5; x < 45; ++x) {
      EXPECT_NEAR(result.plane(0)[x], 0.2f + 0.6f * (static_cast<float>(x) + 0.5f) / 50, 2e-4) << width;
    }
  }
}

TEST(Resize, AveragesFineDetailWhenShrinking) {
  Image checks(256, 256);
  for (std::size_t i = 0; i < checks.rgb().size(); ++i) {
    checks.rgb()[i] = ((i % 256) + (i / 256)) % 2 == 0 ? 1.0f : 0.0f;
  }
  const Image result = core::resize(checks, 37, 41);
  for (const float value : result.rgb()) EXPECT_NEAR(value, 0.5f, 0.02);
}

TEST(Resize, StaysInRangeAtHardEdges) {
  Image edge(8, 8);
  for (std::size_t i = 0; i < edge.rgb().size(); ++i) edge.rgb()[i] = i % 8 < 4 ? 0.0f : 1.0f;
  const Image result = core::resize(edge, 29, 29);
  for (const float value : result.rgb()) {
    EXPECT_GE(value, 0);
    EXPECT_LE(value, 1);
  }
}

TEST(Resize, DoesNotBleedHiddenColours) {
  Image image(16, 16, true);
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    const bool visible = i % 16 < 8;
    image.alpha()[i] = visible ? 1.0f : 0.0f;
    for (int channel = 0; channel < 3; ++channel) image.plane(channel)[i] = visible ? 0.25f : 1.0f;
  }
  const Image result = core::resize(image, 6, 6);
  for (std::size_t i = 0; i < result.pixels(); ++i) {
    if (result.alpha()[i] > 0.01f) {
      EXPECT_NEAR(result.plane(0)[i], 0.25f, 1e-3) << i;
    }
  }
}

TEST(Resize, TakesAPlaneOfAlphaAsThatOfItsPicture) {
  Image image(13, 7, true);
  for (std::size_t i = 0; i < image.pixels(); ++i) image.alpha()[i] = i % 3 == 0 ? 0.0f : 1.0f;
  for (const core::Size size : {core::Size{13, 7}, {5, 9}, {13, 20}}) {
    EXPECT_EQ(core::resize_alpha(image.alpha(), core::size_of(image), size),
              core::resize(image, size.width, size.height).alpha());
  }
}

TEST(FitLongerSide, KeepsTheAspect) {
  EXPECT_EQ(core::fit_longer_side(400, 200, 100).width, 100);
  EXPECT_EQ(core::fit_longer_side(400, 200, 100).height, 50);
  EXPECT_EQ(core::fit_longer_side(300, 401, 200).height, 200);
  EXPECT_EQ(core::fit_longer_side(20000, 2, 512).height, 1);
}

}  // namespace

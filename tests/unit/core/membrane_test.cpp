// A painting meets what is frozen, and keeps its strokes.
#include "picture/membrane.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace {

using core::Image;
using core::Plane;

// Every channel so.
Image picture(int width, int height, const std::function<float(int x, int y)>& value) {
  Image image(width, height);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) image.plane(channel)[y * width + x] = value(x, y);
    }
  }
  return image;
}

Image plain(int width, int height, float value) {
  return picture(width, height, [=](int, int) { return value; });
}

Plane mask(int width, int height, const std::function<float(int x)>& value) {
  Plane plane{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) plane.values.push_back(value(x));
  }
  return plane;
}

Plane frozen_before(int column, int width, int height = 1) {
  return mask(width, height, [=](int x) { return x < column ? 1.0f : 0.0f; });
}

TEST(Membrane, OfOnePixelBesideAFrozenOneIsAllOfTheDifference) {
  const Image met = core::meet_at_border(plain(2, 1, 0.25f), plain(2, 1, 0.75f), frozen_before(1, 2));
  for (int channel = 0; channel < 3; ++channel) EXPECT_FLOAT_EQ(met.plane(channel)[1], 0.75f);
}

TEST(Membrane, LeavesHalfOfWhatStrokesDifferByAtTheBorder) {
  const auto strokes = [](int, int y) { return y % 2 == 0 ? 0.4f : 0.2f; };
  const Image met = core::meet_at_border(picture(2, 256, strokes), plain(2, 256, 0.5f),
                                         frozen_before(1, 2, 256), core::Wrap{false, true});
  for (int y = 0; y < 256; ++y) ASSERT_NEAR(met.plane(1)[2 * y + 1], y % 2 == 0 ? 0.55f : 0.45f, 1e-3);
}

TEST(Membrane, FadesFromTheBorder) {
  constexpr int kWidth = 256, kBorder = 128;
  const Image met =
      core::meet_at_border(plain(kWidth, 1, 0.25f), plain(kWidth, 1, 0.75f), frozen_before(kBorder, kWidth));
  const float* const line = met.plane(0);
  EXPECT_NEAR(line[kBorder], 0.75f, 0.05f);
  for (int x = kBorder; x + 1 < kWidth; ++x) ASSERT_GE(line[x] + 1e-6f, line[x + 1]) << x;
  EXPECT_NEAR(line[kBorder + kWidth / 16], 0.375f, 0.125f) << "about half of it";
  EXPECT_EQ(line[kBorder + kWidth / 4], 0.25f);
}

TEST(Membrane, SpreadsNoSingleStroke) {
  const auto with_bright_border = [](int x, int) { return x == 128 ? 0.9f : 0.25f; };
  const Image met =
      core::meet_at_border(picture(256, 1, with_bright_border), plain(256, 1, 0.5f), frozen_before(128, 256));
  EXPECT_GT(met.plane(0)[130], 0.35f) << "towards the photograph, though the border is brighter than that";
}

TEST(Membrane, GoesOnAtTheOppositeSideWhereThePictureWraps) {
  const Plane frozen = frozen_before(8, 256);
  const Image met = core::meet_at_border(plain(256, 1, 0.25f), plain(256, 1, 0.75f), frozen);
  EXPECT_EQ(met.plane(0)[255], 0.25f);
  const Image wrapped =
      core::meet_at_border(plain(256, 1, 0.25f), plain(256, 1, 0.75f), frozen, core::Wrap{true, false});
  EXPECT_NEAR(wrapped.plane(0)[255], wrapped.plane(0)[8], 1e-6);
}

TEST(Membrane, HardlyMovesWhatASoftBorderBlends) {
  const Plane soft = mask(256, 1, [](int x) { return std::clamp((140 - x) / 24.0f, 0.0f, 1.0f); });
  const Image met = core::meet_at_border(plain(256, 1, 0.25f), plain(256, 1, 0.75f), soft);
  for (int x = 0; x < 256; ++x) ASSERT_NEAR(met.plane(0)[x], 0.25f, 0.1f * 0.5f) << x;
}

TEST(Membrane, MeetsNothingThatIsTransparent) {
  Image photograph = plain(16, 1, 0.75f);
  photograph.alpha().assign(16, 0.0f);
  const Image met = core::meet_at_border(plain(16, 1, 0.25f), photograph, frozen_before(8, 16));
  EXPECT_EQ(met.rgb(), plain(16, 1, 0.25f).rgb());
}

TEST(Membrane, OfAMaskWithoutABorderIsNone) {
  const Image painting = plain(16, 1, 1.5f);  // not even clamped
  EXPECT_EQ(core::meet_at_border(painting, plain(16, 1, 0), frozen_before(0, 16)).rgb(), painting.rgb());
}

}  // namespace

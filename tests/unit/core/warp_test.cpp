#include "film/warp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sample_flow.h"

namespace {

using core::Image;
using test::constant_flow;
using test::part;
using test::waves;

// The greatest difference, `border` pixels from the sides and more.
float apart(const Image& a, const Image& b, int border) {
  float greatest = 0;
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = border; y < a.height() - border; ++y) {
      for (int x = border; x < a.width() - border; ++x) {
        const int i = y * a.width() + x;
        greatest = std::max(greatest, std::abs(a.plane(channel)[i] - b.plane(channel)[i]));
      }
    }
  }
  return greatest;
}

TEST(Warp, ByNothingIsThePicture) {
  const Image picture = waves(13, 9, 5);
  EXPECT_EQ(core::warp(picture, constant_flow({13, 9}, 0, 0)).rgb(), picture.rgb());
}

TEST(Warp, ByWholePixelsShowsWhatIsThere) {
  const Image scene = waves(40, 12, 6);
  const Image left = part(scene, 0, 30), right = part(scene, 7, 30);
  const Image warped = core::warp(left, constant_flow({30, 12}, 7, 0));
  for (int y = 0; y < 12; ++y) {
    for (int x = 0; x < 23; ++x) EXPECT_EQ(warped.plane(1)[y * 30 + x], right.plane(1)[y * 30 + x]);
    for (int x = 23; x < 30; ++x) EXPECT_EQ(warped.plane(1)[y * 30 + x], left.plane(1)[y * 30 + 29]);
  }
}

TEST(Warp, BetweenPixelsFollowsAZoomOfASmoothPicture) {
  // Waves of 9 px, seen from 1.1 times as near.
  const int side = 48;
  core::Flow flow = constant_flow({side, side}, 0, 0);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      flow.u[y * side + x] = static_cast<float>(x / 1.1 - x);
      flow.v[y * side + x] = static_cast<float>(y / 1.1 - y);
    }
  }
  EXPECT_LT(apart(core::warp(waves(side, side, 9), flow), waves(side, side, 9.9), 4), 0.01f);
}

TEST(Warp, KeepsFineStrokesOverManyFrames) {
  const Image picture = waves(64, 16, 5);
  Image moved = picture;
  for (int frame = 0; frame < 20; ++frame) {
    moved = core::warp(moved, constant_flow({64, 16}, frame % 2 == 0 ? 0.4f : -0.4f, 0));
  }
  // Between whole pixels 20 times; Catmull-Rom would leave 0.2 of this contrast.
  EXPECT_LT(apart(moved, picture, 5), 0.1f);
}

TEST(Warp, OfAPlaneIsLinearBetweenPixels) {
  std::vector<float> plane(16, 0.0f);
  plane[5] = 1;
  const std::vector<float> warped = core::warp_plane(plane.data(), constant_flow({4, 4}, 0.25f, 0.5f));
  EXPECT_FLOAT_EQ(warped[5], 0.75f * 0.5f);
  EXPECT_FLOAT_EQ(warped[0], 0.25f * 0.5f);
  EXPECT_FLOAT_EQ(warped[10], 0);
}

}  // namespace

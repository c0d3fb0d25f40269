#include "film/motion_masks.h"

#include <gtest/gtest.h>

#include "film/shot_cut.h"
#include "sample_flow.h"

namespace {

using core::Flow;
using core::Plane;
using core::Size;
using test::constant_flow;

constexpr Size kSize{32, 20};

float at(const Plane& plane, int x, int y) { return plane.values[y * plane.width + x]; }

// A square of 8 px that was at (4, 6) moves 9 px to the right before a background that rests.
struct Occluder {
  Flow forward = constant_flow(kSize, 0, 0), back = constant_flow(kSize, 0, 0);
  Occluder() {
    for (int y = 6; y < 14; ++y) {
      for (int x = 4; x < 12; ++x) {
        forward.u[y * kSize.width + x] = 9;
        back.u[y * kSize.width + x + 9] = -9;
      }
    }
  }
};

TEST(MotionMasks, TrustAPanButForWhatComesIntoThePicture) {
  const Plane trust = core::trust_of(constant_flow(kSize, -5, 0), constant_flow(kSize, 5, 0));
  for (int y = 0; y < kSize.height; ++y) {
    for (int x = 0; x < kSize.width; ++x) EXPECT_EQ(at(trust, x, y), x < 5 ? 0.0f : 1.0f) << x << " " << y;
  }
}

TEST(MotionMasks, DoNotTrustWhatWasHidden) {
  const Occluder occluder;
  const Plane trust = core::trust_of(occluder.back, occluder.forward);
  EXPECT_EQ(at(trust, 8, 10), 0.0f) << "where the square was";
  EXPECT_EQ(at(trust, 17, 10), 1.0f) << "in the middle of the square";
  EXPECT_EQ(at(trust, 1, 1), 1.0f) << "where nothing moves";
  EXPECT_LT(at(trust, 21, 10), 0.1f) << "beside the square's edge";
  EXPECT_DOUBLE_EQ(core::hidden_share(occluder.back, occluder.forward), 64.0 / (32 * 20));
}

TEST(MotionMasks, TrustABendOfTheFlowLessTheSteeperItIs) {
  float last = 2;
  for (const float slope : {0.3f, 0.5f, 0.8f, 1.2f}) {
    Flow back = constant_flow(kSize, 0, 0);
    for (std::size_t i = 0; i < back.u.size(); ++i) back.u[i] = slope * (static_cast<float>(i % 32) - 16);
    Flow forward = constant_flow(kSize, 0, 0);
    for (std::size_t i = 0; i < back.u.size(); ++i) {
      forward.u[i] = -slope / (1 + slope) * (static_cast<float>(i % 32) - 16);
    }
    const float trust = at(core::trust_of(back, forward), 16, 10);
    EXPECT_LT(trust, last);
    EXPECT_GT(trust, 0);
    last = trust;
  }
}

TEST(MotionMasks, LetRestWhatNoiseMovesAndNothingElse) {
  const core::Image scene = test::waves(34, 20, 12);
  const core::Image before = test::part(scene, 0, 32), moved = test::part(scene, 1, 32);
  core::Image noisy = before;
  for (std::size_t i = 0; i < noisy.rgb().size(); ++i)
    noisy.rgb()[i] += i % 2 == 0 ? 2.0f / 255 : -2.0f / 255;
  // Flow that is the same everywhere but in the first three rows, where there is none.
  const auto after = [](float u, float v, bool rests, const core::Image& from, const core::Image& to) {
    Flow flow = constant_flow(kSize, u, v);
    if (rests) std::fill_n(flow.u.begin(), 3 * kSize.width, 0.0f);
    if (rests) std::fill_n(flow.v.begin(), 3 * kSize.width, 0.0f);
    core::rest(flow, from, to);
    return std::pair(flow.u[10 * kSize.width + 16], flow.v[10 * kSize.width + 16]);
  };
  EXPECT_EQ(after(0.9f, -0.8f, true, noisy, before), std::pair(0.0f, 0.0f));
  EXPECT_EQ(after(0.9f, -0.8f, false, noisy, before), std::pair(0.9f, -0.8f)) << "the camera moves";
  EXPECT_EQ(after(1, 0, true, moved, before), std::pair(1.0f, 0.0f)) << "it does move";
}

TEST(MotionMasks, FindUnlikeWhatTheFlowDidNotSee) {
  const core::Image rests = test::waves(32, 20, 9);
  core::Image walks = rests;
  for (int y = 6; y < 14; ++y) std::fill_n(walks.plane(0) + y * 32 + 10, 4, 0.0f);
  const Plane like = core::likeness(walks, rests);
  EXPECT_LT(at(like, 11, 10), 0.05f);
  EXPECT_EQ(at(like, 20, 10), 1.0f);
  core::Image noisy = rests;  // as a camera's is
  for (std::size_t i = 0; i < noisy.rgb().size(); ++i)
    noisy.rgb()[i] += i % 2 == 0 ? 2.0f / 255 : -2.0f / 255;
  for (const float value : core::likeness(noisy, rests).values) EXPECT_GT(value, 0.99f);
}

TEST(ShotCut, WantsBothOtherColoursAndLostFlow) {
  const core::Image before = test::waves(32, 20, 9);
  core::Image frame = before;
  for (float& value : frame.rgb()) value = 1 - value;
  const Flow resting = constant_flow(kSize, 0, 0), lost = constant_flow(kSize, 6, 3);
  EXPECT_TRUE(core::is_cut(before, frame, lost, lost));
  EXPECT_FALSE(core::is_cut(before, frame, resting, resting)) << "a flash";
  EXPECT_FALSE(core::is_cut(before, before, lost, lost)) << "a movement that flow cannot follow";
}

TEST(ShotCut, TellsHowFarColoursAreApart) {
  const auto plain = [](float red, float green, float blue) {
    core::Image picture(2, 2);
    const float values[] = {red, green, blue};
    for (int channel = 0; channel < 3; ++channel) std::fill_n(picture.plane(channel), 4, values[channel]);
    return picture;
  };
  EXPECT_DOUBLE_EQ(core::colour_change(plain(0, 0, 0), plain(1, 1, 1)), 1.0 / 3) << "value";
  EXPECT_DOUBLE_EQ(core::colour_change(plain(1, 1, 1), plain(1, 0, 0)), 1.0 / 3) << "gray has no hue";
  EXPECT_NEAR(core::colour_change(plain(1, 0, 0), plain(0, 1, 0)), 1.0 / 9, 1e-6) << "a third around";
  EXPECT_NEAR(core::colour_change(plain(1, 0, 0), plain(1, 0, 0.06f)), 0.01 / 3, 1e-6) << "across red";
}

}  // namespace

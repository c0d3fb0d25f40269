// Flow of a photograph that is panned, zoomed and partly hidden.
#include "flow/dis_flow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "film/motion_masks.h"
#include "film/shot_cut.h"
#include "film/warp.h"
#include "pictures/picture_files.h"

namespace {

using core::Flow;
using core::Image;
using core::Size;

constexpr Size kSize{96, 64};

Image photograph(const char* name = "content-city.png") {
  return core::resize(pictures::read_picture(std::string(TEST_DATA_DIR) + "/" + name).image, 144, 108);
}

// What a camera sees whose place (x, y) shows the scene's (left + x/zoom, top + y/zoom).
Image seen(const Image& scene, double left, double top, double zoom = 1) {
  Flow flow{size_of(scene), {}, {}};
  for (int y = 0; y < scene.height(); ++y) {
    for (int x = 0; x < scene.width(); ++x) {
      flow.u.push_back(static_cast<float>(left + x / zoom - x));
      flow.v.push_back(static_cast<float>(top + y / zoom - y));
    }
  }
  const Image whole = core::warp(scene, flow);
  Image part(kSize.width, kSize.height);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < kSize.height; ++y) {
      std::copy_n(whole.plane(channel) + y * whole.width(), kSize.width,
                  part.plane(channel) + y * kSize.width);
    }
  }
  return part;
}

Image with_square(Image picture, int left, int top) {
  const Image square = photograph("content-lake.png");
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < 24; ++y) {
      std::copy_n(square.plane(channel) + (40 + y) * square.width() + 40, 24,
                  picture.plane(channel) + (top + y) * kSize.width + left);
    }
  }
  return picture;
}

Flow between(const Image& from, const Image& to) { return flow::make_dis_flow()->between(from, to); }

// The median distance of the flow from the true one, in pixels.
template <class Truth>
double error(const Flow& flow, Truth&& truth) {
  std::vector<double> apart;
  for (int y = 0; y < kSize.height; ++y) {
    for (int x = 0; x < kSize.width; ++x) {
      const auto [u, v] = truth(x, y);
      const std::size_t i = static_cast<std::size_t>(y) * kSize.width + x;
      apart.push_back(std::hypot(flow.u[i] - u, flow.v[i] - v));
    }
  }
  std::nth_element(apart.begin(), apart.begin() + static_cast<std::ptrdiff_t>(apart.size() / 2), apart.end());
  return apart[apart.size() / 2];
}

TEST(DisFlow, FollowsAPanTheWayThatTheInterfaceSays) {
  const Image scene = photograph();
  // What is at p in the first is at p − (3, 2) in the second.
  const Flow flow = between(seen(scene, 10, 10), seen(scene, 13, 12));
  EXPECT_LT(error(flow, [](int, int) { return std::pair(-3.0, -2.0); }), 0.25);
}

TEST(DisFlow, FollowsAZoom) {
  const Image scene = photograph();
  const Flow flow = between(seen(scene, 8, 8), seen(scene, 8, 8, 1.05));
  EXPECT_LT(error(flow, [](int x, int y) { return std::pair(0.05 * x, 0.05 * y); }), 0.25);
}

TEST(DisFlow, OfTheSamePictureIsNone) {
  const Image frame = seen(photograph(), 8, 8);
  EXPECT_LT(error(between(frame, frame), [](int, int) { return std::pair(0.0, 0.0); }), 0.01);
}

TEST(DisFlow, IsTheSameEveryTime) {
  const Image scene = photograph(), a = seen(scene, 10, 10), b = seen(scene, 13, 12);
  const Flow once = between(a, b), again = between(a, b);
  EXPECT_EQ(once.u, again.u);
  EXPECT_EQ(once.v, again.v);
}

TEST(DisFlow, TakesPicturesOfAnySize) {
  for (const Size size : {Size{1, 1}, {3, 40}, {15, 9}}) {
    const Image picture = core::resize(photograph(), size.width, size.height);
    const Flow flow = between(picture, picture);
    EXPECT_EQ(flow.u.size(), picture.pixels());
    EXPECT_EQ(flow.v.size(), picture.pixels());
    for (const float value : flow.u) EXPECT_NEAR(value, 0, 0.01);
  }
}

TEST(DisFlow, WithMasksTrustsWhatIsSeenInBothFrames) {
  const Image scene = photograph(), behind = seen(scene, 10, 10);
  const Image before = with_square(behind, 20, 20), frame = with_square(behind, 30, 20);
  const Flow back = between(frame, before), forward = between(before, frame);
  const core::Plane trust = core::trust_of(back, forward);
  const core::Plane like = core::likeness(frame, core::warp(before, back));
  const auto trusted = [&](int left, int right) {
    double sum = 0;
    for (int y = 24; y < 40; ++y) {
      for (int x = left; x < right; ++x) {
        const std::size_t i = static_cast<std::size_t>(y) * kSize.width + x;
        sum += trust.values[i] * like.values[i] / (16 * (right - left));
      }
    }
    return sum;
  };
  EXPECT_LT(trusted(21, 29), 0.5) << "what the square hid before";
  EXPECT_GT(trusted(34, 50), 0.8) << "the square";
  EXPECT_GT(trusted(70, 90), 0.95) << "what rests";
}

TEST(DisFlow, WithMasksFindsCutsAndNoMovements) {
  const Image scene = photograph(), a = seen(scene, 10, 10), b = seen(scene, 16, 14);
  Image other = seen(photograph("content-lake.png"), 10, 10);
  for (float& value : other.rgb()) value = 1 - value;
  EXPECT_FALSE(core::is_cut(a, b, between(b, a), between(a, b)));
  EXPECT_TRUE(core::is_cut(a, other, between(other, a), between(a, other)));
}

}  // namespace

#include "film/motion_masks.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "film/warp.h"

namespace core {
namespace {

constexpr float kUnlike = 8.0f / 255;

float square(float value) { return value * value; }

// 1 where back and forth lead to the same place.
std::vector<float> consistent(const Flow& back, const Flow& forward) {
  const auto [width, height] = back.size;
  const std::vector<float> u = warp_plane(forward.u.data(), back), v = warp_plane(forward.v.data(), back);
  std::vector<float> result(u.size());
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * width + x;
      const float to_x = static_cast<float>(x) + back.u[i], to_y = static_cast<float>(y) + back.v[i];
      const bool inside = to_x >= -0.5f && to_x <= static_cast<float>(width) - 0.5f && to_y >= -0.5f &&
                          to_y <= static_cast<float>(height) - 0.5f;
      const float apart = square(back.u[i] + u[i]) + square(back.v[i] + v[i]);
      const float lengths = square(back.u[i]) + square(back.v[i]) + square(u[i]) + square(v[i]);
      result[i] = inside && apart <= 0.01f * lengths + 0.5f ? 1.0f : 0.0f;
    }
  }
  return result;
}

// The mean square difference of the colours of (2·reach+1)² pixels around each.
std::vector<float> differences(const Image& a, const Image& b, int reach) {
  const int width = a.width(), height = a.height();
  std::vector<float> squares(a.pixels(), 0.0f);
  for (std::size_t i = 0; i < a.rgb().size(); ++i)
    squares[i % a.pixels()] += square(a.rgb()[i] - b.rgb()[i]) / 3;
  std::vector<float> result(a.pixels());
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      float sum = 0;
      for (int dy = -reach; dy <= reach; ++dy) {
        const std::size_t row = static_cast<std::size_t>(std::clamp(y + dy, 0, height - 1)) * width;
        for (int dx = -reach; dx <= reach; ++dx) sum += squares[row + std::clamp(x + dx, 0, width - 1)];
      }
      result[static_cast<std::size_t>(y) * width + x] = sum / square(static_cast<float>(2 * reach + 1));
    }
  }
  return result;
}

bool camera_rests(const Flow& flow) {
  constexpr float kNothing = 0.1f;
  std::size_t resting = 0;
  for (std::size_t i = 0; i < flow.u.size(); ++i) {
    if (square(flow.u[i]) + square(flow.v[i]) < square(kNothing)) ++resting;
  }
  return 10 * resting >= flow.u.size();
}

}  // namespace

void rest(Flow& flow, const Image& from, const Image& to) {
  constexpr int kReach = 3;
  constexpr float kLevel = 1.5f / 255;
  if (!camera_rests(flow)) return;
  const std::vector<float> unmoved = differences(from, to, kReach);
  const std::vector<float> moved = differences(from, warp(to, flow), kReach);
  for (std::size_t i = 0; i < unmoved.size(); ++i) {
    if (unmoved[i] <= 2 * moved[i] + square(kLevel)) flow.u[i] = flow.v[i] = 0;
  }
}

Plane likeness(const Image& frame, const Image& warped) {
  Plane like{frame.width(), frame.height(), differences(frame, warped, 1)};
  for (float& value : like.values) value = 1 / (1 + square(value / square(kUnlike)));
  return like;
}

double hidden_share(const Flow& back, const Flow& forward) {
  double seen = 0;
  for (const float value : consistent(back, forward)) seen += value;
  return 1 - seen / back.size.pixels();
}

Plane trust_of(const Flow& back, const Flow& forward) {
  const auto [width, height] = back.size;
  Plane trust{width, height, consistent(back, forward)};
  for (int y = 0; y < height; ++y) {
    const std::size_t above = static_cast<std::size_t>(std::max(y - 1, 0)) * width;
    const std::size_t below = static_cast<std::size_t>(std::min(y + 1, height - 1)) * width;
    for (int x = 0; x < width; ++x) {
      const std::size_t row = static_cast<std::size_t>(y) * width, i = row + x;
      const int left = std::max(x - 1, 0), right = std::min(x + 1, width - 1);
      const auto steepness = [&](const std::vector<float>& flow) {
        return 0.25f *
               (square(flow[row + right] - flow[row + left]) + square(flow[below + x] - flow[above + x]));
      };
      const float threshold = 0.04f * (square(back.u[i]) + square(back.v[i])) + 0.1f;
      const float excess = std::max(0.0f, steepness(back.u) + steepness(back.v) - threshold);
      trust.values[i] *= threshold / (threshold + excess);
    }
  }
  return trust;
}

}  // namespace core

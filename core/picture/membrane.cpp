#include "picture/membrane.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

namespace core {
namespace {

// What the membrane fades over, of the longer side; at least so many halvings, in small pictures.
constexpr int kReachShare = 8;
constexpr int kLeastLevels = 3;
// Shrunk to this and enlarged again, a picture has the averages of its colours.
constexpr int kAveragedSide = 40;
// How far pixels at the border go from the membrane to the photograph beside them.
constexpr float kOfBorderPixels = 0.5f;

using Planes = std::array<std::vector<float>, 3>;

struct Offsets {
  Size size;
  std::vector<float> weights;  // 0…1
  Planes weighted;             // R'G'B', times the weights
};

Offsets no_offsets(Size size) {
  const auto pixels = static_cast<std::size_t>(size.width) * size.height;
  const std::vector<float> zeros(pixels, 0.0f);
  return {size, zeros, {zeros, zeros, zeros}};
}

// Weights above 1 become 1, and what they weigh remains.
void limit(Offsets& offsets) {
  for (std::size_t i = 0; i < offsets.weights.size(); ++i) {
    if (offsets.weights[i] <= 1) continue;
    for (std::vector<float>& plane : offsets.weighted) plane[i] /= offsets.weights[i];
    offsets.weights[i] = 1;
  }
}

// Its colours as they are on average around each pixel, where pixels count by these weights.
Image around(const Image& picture, const std::vector<float>& weights, Wrap wrap) {
  const Size size = size_of(picture);
  const Size small = fit_longer_side(size.width, size.height, std::min(size.longer_side(), kAveragedSide));
  const auto averaged = [&](const std::vector<float>& plane) {
    const std::vector<float> shrunk =
        resize_plane(plane.data(), size.width, size.height, small.width, small.height, Kernel::kLinear, wrap);
    return resize_plane(shrunk.data(), small.width, small.height, size.width, size.height, Kernel::kLinear,
                        wrap);
  };
  constexpr float kLeast = 1e-6f;  // where nothing that counts is near
  const std::vector<float> sums = averaged(weights);
  std::vector<float> weighted(weights.size());
  Image result(size.width, size.height);
  for (int channel = 0; channel < 3; ++channel) {
    for (std::size_t i = 0; i < weights.size(); ++i) weighted[i] = weights[i] * picture.plane(channel)[i];
    const std::vector<float> average = averaged(weighted);
    for (std::size_t i = 0; i < sums.size(); ++i) {
      result.plane(channel)[i] = average[i] / std::max(sums[i], kLeast);
    }
  }
  return result;
}

// The pixel beside `at` on its line; the same where the line ends.
int beside(int at, int step, int length, bool wraps) {
  return wraps ? wrapped(at + step, length) : std::clamp(at + step, 0, length - 1);
}

Offsets across_steps(const Image& painting, const Image& photograph, const Plane& mask, Wrap wrap) {
  const int width = mask.width, height = mask.height;
  Offsets offsets = no_offsets({width, height});
  const auto index = [&](int x, int y) { return static_cast<std::size_t>(y) * width + x; };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t at = index(x, y);
      for (const auto& [dx, dy] : {std::pair(-1, 0), std::pair(1, 0), std::pair(0, -1), std::pair(0, 1)}) {
        const std::size_t there = index(beside(x, dx, width, wrap.x), beside(y, dy, height, wrap.y));
        const float step = std::max(0.0f, mask.values[there] - mask.values[at]);
        if (step == 0) continue;
        const float weight = step * step;
        offsets.weights[at] += weight;
        for (int channel = 0; channel < 3; ++channel) {
          const float offset = photograph.plane(channel)[there] - painting.plane(channel)[at];
          offsets.weighted[channel][at] += weight * offset;
        }
      }
    }
  }
  limit(offsets);
  return offsets;
}

Offsets pull(const Offsets& fine, Wrap wrap) {
  const Size half{(fine.size.width + 1) / 2, (fine.size.height + 1) / 2};
  const auto halved = [&](const std::vector<float>& plane) {
    std::vector<float> result = resize_plane(plane.data(), fine.size.width, fine.size.height, half.width,
                                             half.height, Kernel::kLinear, wrap);
    for (float& value : result) value *= 2;  // a line that is a pixel wide still is one
    return result;
  };
  Offsets coarse{half, halved(fine.weights), {}};
  for (int channel = 0; channel < 3; ++channel) coarse.weighted[channel] = halved(fine.weighted[channel]);
  limit(coarse);
  return coarse;
}

// By that share, where the offsets count.
void move_to(std::vector<float>& plane, const Offsets& offsets, int channel, float share) {
  for (std::size_t i = 0; i < plane.size(); ++i) {
    plane[i] += share * (offsets.weighted[channel][i] - offsets.weights[i] * plane[i]);
  }
}

// The membrane, spread from offsets that are averages.
Planes push(const Offsets& offsets, int levels, Wrap wrap) {
  if (levels == 0) return no_offsets(offsets.size).weighted;
  const Offsets coarse = pull(offsets, wrap);
  Planes membrane = push(coarse, levels - 1, wrap);
  for (int channel = 0; channel < 3; ++channel) {
    membrane[channel] = resize_plane(membrane[channel].data(), coarse.size.width, coarse.size.height,
                                     offsets.size.width, offsets.size.height, Kernel::kLinear, wrap);
    move_to(membrane[channel], offsets, channel, 1);
  }
  return membrane;
}

int levels_of(Size size) {
  return std::max(kLeastLevels,
                  static_cast<int>(std::lround(std::log2(1.0 * size.longer_side() / kReachShare))));
}

Planes membrane_between(const Image& painting, const Image& photograph, const Plane& mask, Wrap wrap) {
  std::vector<float> painted(mask.values.size());
  std::transform(mask.values.begin(), mask.values.end(), painted.begin(), [](float f) { return 1 - f; });
  const Offsets offsets =
      across_steps(around(painting, painted, wrap), around(photograph, mask.values, wrap), mask, wrap);
  return push(offsets, levels_of(offsets.size), wrap);
}

}  // namespace

Image meet_at_border(Image painting, const Image& photograph, const Plane& frozen, Wrap wrap) {
  assert(size_of(painting).pixels() == size_of(frozen).pixels());
  Plane mask = frozen;
  if (photograph.has_alpha()) {
    for (std::size_t i = 0; i < mask.values.size(); ++i) mask.values[i] *= photograph.alpha()[i];
  }
  const Offsets own = across_steps(painting, photograph, mask, wrap);
  if (std::all_of(own.weights.begin(), own.weights.end(), [](float weight) { return weight == 0; })) {
    return painting;
  }
  Planes membrane = membrane_between(painting, photograph, mask, wrap);
  for (int channel = 0; channel < 3; ++channel) {
    move_to(membrane[channel], own, channel, kOfBorderPixels);
    float* const plane = painting.plane(channel);
    for (std::size_t i = 0; i < painting.pixels(); ++i) {
      plane[i] = std::clamp(plane[i] + membrane[channel][i], 0.0f, 1.0f);
    }
  }
  return painting;
}

}  // namespace core

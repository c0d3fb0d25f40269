#include "film/shot_cut.h"

#include <algorithm>
#include <cmath>

#include "film/motion_masks.h"

namespace core {
namespace {

constexpr double kColourChange = 27.0 / 255;
constexpr double kHidden = 0.6;

struct Hsv {
  float hue, saturation, value;  // 0…1
};

Hsv hsv(float red, float green, float blue) {
  const float value = std::max({red, green, blue});
  const float chroma = value - std::min({red, green, blue});
  if (chroma <= 0) return {0, 0, value};
  float sixths = 0;
  if (value == red) {
    sixths = (green - blue) / chroma;
  } else if (value == green) {
    sixths = 2 + (blue - red) / chroma;
  } else {
    sixths = 4 + (red - green) / chroma;
  }
  return {(sixths < 0 ? sixths + 6 : sixths) / 6, chroma / value, value};
}

Hsv hsv(const Image& picture, std::size_t i) {
  return hsv(picture.plane(0)[i], picture.plane(1)[i], picture.plane(2)[i]);
}

}  // namespace

double colour_change(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels(); ++i) {
    const Hsv x = hsv(a, i), y = hsv(b, i);
    const float apart = std::abs(x.hue - y.hue);
    const bool coloured = x.saturation > 0 && y.saturation > 0;
    const float hue = coloured ? std::min(apart, 1 - apart) : 0.0f;
    sum += hue + std::abs(x.saturation - y.saturation) + std::abs(x.value - y.value);
  }
  return sum / (3 * static_cast<double>(a.pixels()));
}

bool is_cut(const Image& before, const Image& frame, const Flow& back, const Flow& forward) {
  return colour_change(before, frame) > kColourChange && hidden_share(back, forward) > kHidden;
}

}  // namespace core

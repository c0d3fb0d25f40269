#include "picture/gray.h"

#include <algorithm>

namespace core {

bool is_gray(const Image& image) {
  constexpr float kTolerance = 2.5f / 255;
  const float *red = image.plane(0), *green = image.plane(1), *blue = image.plane(2);
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    const auto [least, greatest] = std::minmax({red[i], green[i], blue[i]});
    if (greatest - least > kTolerance) return false;
  }
  return true;
}

void make_gray(float* rgb, std::size_t pixels) {
  for (std::size_t i = 0; i < pixels; ++i) {
    const float mean = (rgb[i] + rgb[pixels + i] + rgb[2 * pixels + i]) / 3;
    rgb[i] = rgb[pixels + i] = rgb[2 * pixels + i] = mean;
  }
}

}  // namespace core

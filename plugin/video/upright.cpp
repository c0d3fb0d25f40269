#include "video/upright.h"

#include <cstdlib>
#include <vector>

namespace video {

Orientation orientation(const std::int32_t* matrix) {
  if (matrix == nullptr) return {};
  const std::int64_t a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
  if (std::abs(a) + std::abs(d) >= std::abs(b) + std::abs(c)) return {false, a < 0, d < 0};
  return {true, c < 0, b < 0};
}

core::Image upright(const core::Image& picture, Orientation orientation) {
  const int from_width = picture.width(), from_height = picture.height();
  const int width = orientation.swap_axes ? from_height : from_width;
  const int height = orientation.swap_axes ? from_width : from_height;
  core::Image result(width, height, picture.has_alpha());
  const auto turn = [&](const float* from, float* to) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const int column = orientation.mirror_x ? width - 1 - x : x;
        const int row = orientation.mirror_y ? height - 1 - y : y;
        const int from_x = orientation.swap_axes ? row : column;
        const int from_y = orientation.swap_axes ? column : row;
        *to++ = from[static_cast<std::size_t>(from_y) * from_width + from_x];
      }
    }
  };
  for (int channel = 0; channel < 3; ++channel) turn(picture.plane(channel), result.plane(channel));
  if (picture.has_alpha()) turn(picture.alpha().data(), result.alpha().data());
  return result;
}

}  // namespace video

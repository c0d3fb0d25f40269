#include "pictures/upright.h"

#include <cstddef>

namespace pictures {

core::Image upright(core::Image image, Orientation orientation) {
  if (orientation.is_upright()) return image;
  const int from_width = image.width(), from_height = image.height();
  const int width = orientation.swap_axes ? from_height : from_width;
  const int height = orientation.swap_axes ? from_width : from_height;
  core::Image result(width, height, image.has_alpha());
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
  for (int channel = 0; channel < 3; ++channel) turn(image.plane(channel), result.plane(channel));
  if (image.has_alpha()) turn(image.alpha().data(), result.alpha().data());
  return result;
}

}  // namespace pictures

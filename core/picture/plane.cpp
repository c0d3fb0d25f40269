#include "core/plane.h"

namespace core {

Plane brightness_plane(const Image& picture) {
  Plane plane{size_of(picture), std::vector<float>(picture.pixels())};
  const float *red = picture.plane(0), *green = picture.plane(1), *blue = picture.plane(2);
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    plane.values[i] = (red[i] + green[i] + blue[i]) / 3;
    if (picture.has_alpha()) plane.values[i] *= picture.alpha()[i];
  }
  return plane;
}

Plane resize(const Plane& plane, Size size) { return {size, resize_alpha(plane.values, plane.size, size)}; }

}  // namespace core

#include "core/plane.h"

namespace core {

Plane plane_of(const Image& picture) {
  Plane plane{picture.width(), picture.height(), std::vector<float>(picture.pixels())};
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    const float light = (picture.plane(0)[i] + picture.plane(1)[i] + picture.plane(2)[i]) / 3;
    plane.values[i] = picture.has_alpha() ? light * picture.alpha()[i] : light;
  }
  return plane;
}

Plane resize(const Plane& plane, Size size) {
  if (plane.width == size.width && plane.height == size.height) return plane;
  return {size.width, size.height, resize_alpha(plane.values, size_of(plane), size)};
}

}  // namespace core

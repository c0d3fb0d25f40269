// One value a pixel, 0…1: where a style paints, which part of a style is read, how firmly a place is kept.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/resample.h"

namespace core {

struct Plane {
  int width = 0;
  int height = 0;
  std::vector<float> values;  // row-major, width·height

  bool empty() const { return values.empty(); }
};

// Shared, and never changed: the same pointer is the same plane. Null: none was given.
using SharedPlane = std::shared_ptr<const Plane>;

// The lightness of a picture, as masks are painted: white 1, black 0; what is transparent counts as black.
Plane plane_of(const Image& picture);

inline Size size_of(const Plane& plane) { return {plane.width, plane.height}; }
Plane resize(const Plane& plane, Size size);

}  // namespace core

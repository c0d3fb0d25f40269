// A single plane of shares, 0…1, row-major: where something counts, and how much.
#pragma once

#include <vector>

#include "core/image.h"
#include "core/resample.h"

namespace core {

struct Plane {
  Size size;
  std::vector<float> values;  // none: the plane is empty

  bool empty() const { return values.empty(); }
};

// The picture's brightness (the mean of its channels) times its alpha: white is 1, black or transparent 0.
Plane brightness_plane(const Image& picture);

// Cubic, clamped to 0…1.
Plane resize(const Plane& plane, Size size);

}  // namespace core

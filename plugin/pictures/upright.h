// Turns and mirrors pictures by multiples of 90°.
#pragma once

#include "core/image.h"

namespace pictures {

// Where a picture's columns and rows go. Rows and columns change places first, then either is mirrored.
struct Orientation {
  bool swap_axes = false;
  bool mirror_x = false;
  bool mirror_y = false;

  bool is_upright() const { return !swap_axes && !mirror_x && !mirror_y; }
};

core::Image upright(core::Image image, Orientation orientation);

}  // namespace pictures

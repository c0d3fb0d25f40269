// Turns and mirrors pictures as a film's display matrix asks for, by multiples of 90°.
#pragma once

#include <cstdint>

#include "core/image.h"

namespace video {

// Where a picture's columns and rows go. Rows and columns change places first, then either is mirrored.
struct Orientation {
  bool swap_axes = false;
  bool mirror_x = false;
  bool mirror_y = false;

  bool is_upright() const { return !swap_axes && !mirror_x && !mirror_y; }
};

// Of a display matrix as FFmpeg has it: (x, y) goes to (a·x + c·y, b·x + d·y) of {a, b, …, c, d, …}. Null,
// or at odds with multiples of 90°: the nearest of those.
Orientation orientation(const std::int32_t* matrix);

core::Image upright(const core::Image& picture, Orientation orientation);

}  // namespace video

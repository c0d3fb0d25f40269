// How a film's display matrix turns its pictures.
#pragma once

#include <cstdint>

#include "pictures/upright.h"

namespace video {

// Of a display matrix as FFmpeg has it: (x, y) goes to (a·x + c·y, b·x + d·y) of {a, b, …, c, d, …}. Null,
// or at odds with multiples of 90°: the nearest of those.
pictures::Orientation orientation(const std::int32_t* matrix);

}  // namespace video

// A picture as cairo draws it: 0xAARRGGBB in native byte order, colours premultiplied by alpha, rows without
// padding (CAIRO_FORMAT_ARGB32). Plain memory, so any thread can make it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/image.h"

namespace ui {

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> argb;

  bool empty() const { return argb.empty(); }
};

Pixels to_pixels(const core::Image& picture);

// `picture` with its longer side at most `longer_side`; never enlarged.
core::Image shrink_to(const core::Image& picture, int longer_side);

// What a job shows on its way has no alpha: gives it that of `content`, if there is any.
core::Image with_alpha_of(core::Image picture, const core::Image& content);

}  // namespace ui

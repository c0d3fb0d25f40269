// The pixels of a drawable. Main thread only.
#pragma once

#include <libgimp/gimp.h>

#include <vector>

#include "core/image.h"

namespace gimp3 {

// With the filters on it, as it is seen. Throws base::Error if GIMP cannot render them.
core::Image read_drawable(GimpDrawable* drawable);
// As gimp::read_pixels_at().
core::Image read_drawable_at(GimpDrawable* drawable, int longer_side);
// All of it; `alpha` as gimp::write_pixels() takes it.
void write_drawable(GimpDrawable* drawable, const core::Image& colours, const std::vector<float>& alpha);

std::vector<float> read_channel(GimpDrawable* channel, const GeglRectangle& area);
void write_channel(GimpDrawable* channel, const std::vector<float>& values);

}  // namespace gimp3

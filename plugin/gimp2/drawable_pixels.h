// The pixels of a drawable, by its number. Main thread only.
#pragma once

#include <libgimp/gimp.h>

#include <vector>

#include "core/image.h"

namespace gimp2 {

core::Image read_drawable(gint32 drawable);
// As gimp::read_pixels_at().
core::Image read_drawable_at(gint32 drawable, int longer_side);
// All of it; `alpha` as gimp::write_pixels() takes it.
void write_drawable(gint32 drawable, const core::Image& colours, const std::vector<float>& alpha);

std::vector<float> read_channel(gint32 channel, const GeglRectangle& area);
void write_channel(gint32 channel, const std::vector<float>& values);

}  // namespace gimp2

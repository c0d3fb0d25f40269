// The pixels of a drawable. Main thread only.
#pragma once

#include <vector>

#include "core/image.h"
#include "names.h"

namespace gimp {

// With the filters on it, as it is seen. Throws base::Error if GIMP cannot render them.
core::Image read_drawable(DrawableRef drawable);
// As read_pixels_at().
core::Image read_drawable_at(DrawableRef drawable, int longer_side);
// All of it; `alpha` as write_pixels() takes it.
void write_drawable(DrawableRef drawable, const core::Image& colours, const std::vector<float>& alpha);

std::vector<float> read_channel(DrawableRef channel, const GeglRectangle& area);
void write_channel(DrawableRef channel, const std::vector<float>& values);

}  // namespace gimp

// Pixels between a GIMP drawable and core::Image.
//
// Every colour model, sample type and linear or perceptual encoding (sample_encoding.h). Values beyond 0…1
// (float layers hold them) are clamped, NaN becomes 0.
// Main thread only.
#pragma once

#include <libgimp/gimp.h>

#include <vector>

#include "core/image.h"

namespace gimp2 {

// The whole drawable; with alpha if it has any.
core::Image read_pixels(gint32 drawable);
// Made small on the way, the longer side at most `longer_side`; never enlarged.
core::Image read_pixels_at(gint32 drawable, int longer_side);

// Writes colours and, if not empty, `alpha` (one value a pixel) over the whole drawable, of the same size.
void write_pixels(gint32 drawable, const core::Image& colours, const std::vector<float>& alpha);

// A mask's or a selection's values (linear, 0…1) in a rectangle that may reach beyond it: there 0.
std::vector<float> read_mask(gint32 channel, int x, int y, int width, int height);
void write_mask(gint32 channel, int width, int height, const std::vector<float>& values);

}  // namespace gimp2

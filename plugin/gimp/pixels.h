// Pixels between a drawable's GeglBuffer and core::Image.
//
// Every colour model, sample type and linear or perceptual encoding (sample_encoding.h). Values beyond 0…1
// (float layers hold them) are clamped, NaN becomes 0. The buffers begin at (0, 0), as GIMP's do.
// Main thread only.
#pragma once

#include <gegl.h>

#include <vector>

#include "core/image.h"

namespace gimp {

// The whole buffer; with alpha if it has any.
core::Image read_pixels(GeglBuffer* buffer);
// Made small on the way, the longer side at most `longer_side`; never enlarged.
core::Image read_pixels_at(GeglBuffer* buffer, int longer_side);

// Writes colours and, if not empty, `alpha` (one value a pixel) over the whole buffer, of the same size.
void write_pixels(GeglBuffer* buffer, const core::Image& colours, const std::vector<float>& alpha);

// A mask's or a selection's values (linear, 0…1) in a rectangle that may reach beyond it: there 0.
std::vector<float> read_mask(GeglBuffer* buffer, const GeglRectangle& area);
// Over the whole buffer.
void write_mask(GeglBuffer* buffer, const std::vector<float>& values);

// Value by value; an empty mask is 1 everywhere.
std::vector<float> multiply_masks(std::vector<float> one, const std::vector<float>& other);
bool is_zero(const std::vector<float>& mask);

// GIMP's thumbnails: rows of 1 (gray), 2 (gray, alpha), 3 (RGB) or 4 (RGB, alpha) bytes a pixel.
core::Image picture_of_bytes(const unsigned char* bytes, int width, int height, int pixel_bytes);

}  // namespace gimp

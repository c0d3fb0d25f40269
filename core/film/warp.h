// A picture as another one's content has it moved: the value at p is that which the flow finds at p +
// flow(p).
//
// By Lanczos' kernel of 8×8 pixels (C. Duchon, "Lanczos filtering in one and two dimensions", 1979), as a
// painting is warped anew at each frame: after 14 frames of a hand-held film Catmull-Rom's 4×4 had blurred
// its strokes visibly (SWD 0.39 instead of 0.36). Borders are replicated.
#pragma once

#include <vector>

#include "core/film_painter.h"
#include "core/image.h"

namespace core {

// `flow`: from the picture that is wanted to the one that is given, both of its size. Values stay in 0…1;
// without alpha.
Image warp(const Image& picture, const Flow& flow);

// One plane of the flow's size, by linear interpolation.
std::vector<float> warp_plane(const float* plane, const Flow& flow);

}  // namespace core

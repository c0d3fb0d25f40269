// Whether a new shot begins: colours change at once all over the picture, and nothing of the one frame is
// found in the other. Either alone misfires: colours at a flash, lost flow at a fast movement.
#pragma once

#include "core/film_painter.h"
#include "core/image.h"

namespace core {

// The mean difference of hue, saturation and value, 0…1, of two pictures of the same size. Hue goes around,
// and counts where both pictures have saturation.
double colour_change(const Image& a, const Image& b);

// Flows between them as trust_of() takes them.
bool is_cut(const Image& before, const Image& frame, const Flow& back, const Flow& forward);

}  // namespace core

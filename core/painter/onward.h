// How a frame of a film is painted on from the frame before: at its last scale alone, in few steps.
#pragma once

#include <vector>

#include "core/painter.h"
#include "painter/frozen_pixels.h"

namespace core {

// The optimiser's steps as small as the painting before can be trusted, to a tenth: what rests in the film
// would wander in the painting, while what is new there has to go far. See FrozenPixels; `onward` must
// outlive it.
FrozenPixels held_to(const Onward& onward);

// The painting before where that is to be trusted, elsewhere the usual start.
Image start_of(const Onward& onward, Image usual);

// The painting with the mean colour of the one before, where that is to be trusted: else a shot's colours would
// drift, as each frame goes a little further towards the style.
Image with_mean_of(const Onward& onward, Image painting);

// Iterations at the last of these scales, of a still that has so many at each of them.
int iterations_of(const Onward& onward, const std::vector<Size>& scales, const std::vector<int>& iterations);

}  // namespace core

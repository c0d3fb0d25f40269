// Pictures of noise: a start without any layout.
#pragma once

#include "core/image.h"
#include "core/resample.h"

namespace core {

// Grey on average, within half of the range; the same for the same seed on every machine.
Image noise(Size size, int seed);

}  // namespace core

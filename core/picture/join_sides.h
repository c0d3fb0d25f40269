// A picture whose end joins its beginning, to paint a seamless one from.
//
// Towards a side each pixel takes a share of the one that lies as far from the opposite side: a half at the
// side itself, so that both are alike there, and none from an eighth of the length on.
#pragma once

#include "core/image.h"
#include "core/resample.h"

namespace core {

// Along the axes that wrap. Alpha stays as it is.
Image join_sides(Image picture, Wrap wrap);

}  // namespace core

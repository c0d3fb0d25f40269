// What the parameter `size` means for a content.
#pragma once

#include "core/resample.h"

namespace core {

// The longer side of the picture that is computed: never larger than the content's own; `size` 0: its own.
int working_side(int size, Size content);

}  // namespace core

// An animation painted without a dialog: read, compute with progress in GIMP's status line, make the new
// image.
#pragma once

#include "gimp/host/values.h"

namespace gimp {

// Returns the new image, which has no window yet. GIMP's Cancel ends the program; then there is no new image.
// Throws base::Error; neither then.
ImageRef paint_animation(ImageRef image, const Values& values);

}  // namespace gimp

// One painting without a dialog: read, compute with progress in GIMP's status line, add the layer.
#pragma once

#include <libgimp/gimp.h>

#include "content_layer.h"
#include "values.h"

namespace gimp3 {

// Returns the new layer. Throws base::Error; then the image is as it was.
GimpLayer* paint(const ContentLayer& content, const Values& values);

}  // namespace gimp3

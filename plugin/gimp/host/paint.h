// One painting without a dialog: read, compute with progress in GIMP's status line, add the layer.
#pragma once

#include "gimp/host/content_layer.h"
#include "gimp/host/values.h"

namespace gimp {

// Returns the new layer. Throws base::Error; then the image is as it was.
DrawableRef paint(const ContentLayer& content, const Values& values);

}  // namespace gimp

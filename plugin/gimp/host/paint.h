// Paintings without a dialog: read, compute with progress in GIMP's status line, add the layers.
#pragma once

#include <vector>

#include "gimp/host/content_layer.h"
#include "gimp/host/values.h"

namespace gimp {

// Of one image, each layer by itself, in one step of undo. Returns the new layers, in the contents' order.
// Throws base::Error; then the image is as it was.
std::vector<DrawableRef> paint(const std::vector<ContentLayer>& contents, const Values& values);

}  // namespace gimp

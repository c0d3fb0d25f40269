// One painting without a dialog: read, compute with progress in GIMP's status line, add the layer.
#pragma once

#include <libgimp/gimp.h>

#include "content_layer.h"
#include "last_values.h"

namespace gimp2 {

// Returns the new layer. Throws base::Error; then the image is as it was.
gint32 paint(const ContentLayer& content, const LastValues& values);

}  // namespace gimp2

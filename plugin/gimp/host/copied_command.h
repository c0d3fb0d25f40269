// The commands that the dialog offers to copy. Main thread only.
#pragma once

#include <string>

#include "gimp/command_text.h"
#include "gimp/host/content_layer.h"
#include "gimp/host/values.h"

namespace gimp {

// Throws base::Error, in words for people, for what a command cannot name: images that are in no file, and
// places whose numbers hold in this session alone.
PaintCommand command_of(const Values& values, const ContentLayer& content);

}  // namespace gimp

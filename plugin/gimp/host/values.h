// What a run paints with: kept as last values, and given by a call.
#pragma once

#include "core/parameters.h"
#include "gimp/host/style_source.h"

namespace gimp {

struct Values {
  StyleSource style;
  core::Parameters parameters;
};

}  // namespace gimp

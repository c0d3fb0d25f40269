// The procedure plug-in-style-transfer as GIMP's procedural database knows it.
//
// (plug-in-style-transfer run-mode image drawable style-file style-drawable size iterations content-weight
//  style-weight options) → layer
#pragma once

#include <libgimp/gimp.h>

#include "core/parameters.h"
#include "style_source.h"

namespace gimp2 {

inline constexpr char kProcedureName[] = "plug-in-style-transfer";

// Tells GIMP of the procedure and its menu entry.
void register_procedure();

struct CallArguments {
  StyleSource style;
  core::Parameters parameters;
};

// Of a RUN-NONINTERACTIVE call; the other modes pass only the first three. Throws base::Error that names the
// argument, the value and what would be right.
CallArguments read_arguments(int count, const GimpParam* arguments);

}  // namespace gimp2

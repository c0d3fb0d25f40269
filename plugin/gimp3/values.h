// A run's values, in the GimpProcedureConfig that GIMP passes, keeps as last values and restores.
//
// An open image that the dialog's user chose as style is no argument of the procedure: it is kept by its
// number and title as auxiliary arguments, and found again in the same session only.
#pragma once

#include <libgimp/gimp.h>

#include "gimp/host/values.h"

namespace gimp3 {

// The arguments of the table and the style's; of an animation the temporal weight, too, which the others
// leave as it usually is.
void add_arguments(GimpProcedure* procedure, bool is_animation);

// Of a call. Throws base::Error that names the argument, the value and what would be right.
gimp::Values values_of_call(GimpProcedureConfig* config);
// Of an earlier run; what no longer makes sense (unknown choices, closed images) is left out.
gimp::Values values_of_last_run(GimpProcedureConfig* config);
void store(const gimp::Values& values, GimpProcedureConfig* config);

}  // namespace gimp3

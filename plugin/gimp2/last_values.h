// The values of a procedure's last run: in GIMP's memory for this session, and on disk for the dialog's next
// session.
//
// Text in GLib's key file format; the files are last-values.ini and, of animations,
// last-animation.ini in $XDG_CONFIG_HOME/gimp-style-transfer.
#pragma once

#include <optional>

#include "gimp/host/values.h"

namespace gimp2 {

// Of this session, else of an earlier one (then without open images), else none. What no longer makes sense
// (unknown names, values out of range, closed images) is left out.
std::optional<gimp::Values> load_last_values(const char* procedure);

void remember_for_session(const char* procedure, const gimp::Values& values);
// Also on disk. A disk that cannot be written to is no reason to fail: then only the session remembers.
void remember(const char* procedure, const gimp::Values& values);

}  // namespace gimp2

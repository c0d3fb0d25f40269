// The values of the last run: in GIMP's memory for this session, and on disk for the dialog's next session.
//
// Text in GLib's key file format; the file is $XDG_CONFIG_HOME/gimp-style-transfer/last-values.ini.
#pragma once

#include <optional>

#include "core/parameters.h"
#include "style_source.h"

namespace gimp2 {

struct LastValues {
  StyleSource style;
  core::Parameters parameters;
};

// Of this session, else of an earlier one (then without open images), else none. What no longer makes sense
// (unknown names, values out of range, closed images) is left out.
std::optional<LastValues> load_last_values();

void remember_for_session(const LastValues& values);
// Also on disk. A disk that cannot be written to is no reason to fail: then only the session remembers.
void remember(const LastValues& values);

}  // namespace gimp2

// The project's one exception type.
//
// The message is for people: one clear sentence that names the file, the value and what would be right, in
// the user's language (translation.h), without a trailing newline. Thrown where the cause is known; caught
// only at host boundaries (main, GIMP and GTK callbacks), which turn it into an exit code, a PDB status or a
// line in the dialog.
#pragma once

#include <stdexcept>

namespace base {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace base

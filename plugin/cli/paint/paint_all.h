// Pictures painted one after the other.
#pragma once

#include <vector>

#include "cli/command.h"
#include "cli/paint/paint_request.h"

namespace cli {

// The network is opened once, styles are read once. One that fails is told, and the others are painted: then
// the code is kFailed. The only one throws base::Error.
ExitCode paint_all(const std::vector<PaintRequest>& requests, core::Team& team);

}  // namespace cli

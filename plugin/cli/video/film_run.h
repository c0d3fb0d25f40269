// Paints a film from beginning to end.
#pragma once

#include "cli/command.h"
#include "cli/video/video_request.h"

namespace cli {

// Throws base::Error; what was painted before then stays, and the same request goes on with it.
ExitCode paint_film(const VideoRequest& request, core::Team& team);

}  // namespace cli

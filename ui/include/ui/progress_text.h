// Progress in words, as the dialog and the host's status line show it.
#pragma once

#include <string>

#include "core/style_job.h"
#include "ui/animation_task.h"

namespace ui {

// "256 px (scale 2 of 4), step 34 of 150, about 3 min left"
std::string progress_text(const core::Progress& progress);
// "frame 3 of 20: 256 px, step 4 of 12, about 3 min left"
std::string progress_text(const FrameNumber& frame, const core::Progress& progress);

// "less than 10 s", "about 40 s", "about 3 min", "about 2 h 10 min"; empty while unknown (negative).
std::string time_text(double seconds);

}  // namespace ui

// A run without a dialog: its progress in GIMP's status line. Main thread only.
#pragma once

#include <vector>

#include "core/painter.h"
#include "gimp/host/values.h"
#include "ui/progress_over_all.h"
#include "ui/render_thread.h"

namespace gimp {

// Pictures, shares and sizes, without places. Throws base::Error where one cannot be read or used.
std::vector<core::Style> read_styles(const Values& values, ImageRef content_image);

// `all`: of the layers that are painted one after the other; null: it is the only one.
// Returns when it has finished; meanwhile serves the default main context, by which libgimp notices that GIMP
// has gone. Throws the base::Error that ended the run.
core::Result run_in_gimp(ui::RenderTask task, const ui::ProgressOverAll* all = nullptr);

}  // namespace gimp

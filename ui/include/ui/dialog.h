// The plug-in's dialog: choose a style and how to paint, watch the progress, get the result into the host.
//
// Style from a sample, a file or an open picture; presets; style strength, stroke size, size, iterations and
// weights; every other parameter under "More options". Render computes on a thread of its own; Cancel, Esc
// and the close button first stop a run, and close the dialog when nothing runs. The host is called on the
// calling thread only.
#pragma once

#include "ui/host.h"

namespace ui {

// Returns when the dialog has closed: true if a result was written. Throws base::Error if there is no
// display.
bool run_dialog(Host& host);

}  // namespace ui

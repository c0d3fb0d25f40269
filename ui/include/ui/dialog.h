// The plug-in's dialog: choose a style and how to paint, see it in a preview, watch the render, get the
// result into the host.
//
// Style from a sample, a file or an open picture; presets; style strength, stroke size, size, iterations and
// weights; every other parameter under "More options". The preview follows every change; it and the expected
// cost are computed on a thread of their own, the render on another. A render can be paused, and stopped with
// what is there so far kept; Cancel, Esc and the close button stop it without a trace, and close the dialog
// when nothing is rendered. The host is called on the calling thread only.
#pragma once

#include "ui/host.h"

namespace ui {

// Call load_translations() before. Returns when the dialog has closed: true if a result was written. Throws
// base::Error if there is no display.
bool run_dialog(Host& host);

}  // namespace ui

// A painting without a dialog: the computing thread watched from the main thread.
#pragma once

#include <functional>
#include <string>

#include "core/image.h"
#include "ui/render_thread.h"

namespace gimp {

// Both are called on the calling thread, which may then talk to GIMP.
struct Reporting {
  std::function<void(const std::string& text, double fraction)> progress;
  std::function<void(const std::string& note)> note;
};

// Returns when the thread has finished; meanwhile serves the default main context, by which libgimp notices
// that GIMP has gone. Throws the base::Error that ended the run.
core::Result wait_for(ui::RenderThread& thread, const Reporting& reporting);

}  // namespace gimp

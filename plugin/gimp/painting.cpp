#include "gimp/painting.h"

#include <glib.h>

#include "base/translation.h"
#include "ui/progress_text.h"

namespace gimp {
namespace {

constexpr gulong kPollMicroseconds = 50000;

}  // namespace

core::Result wait_for(ui::RenderThread& thread, const Reporting& reporting) {
  while (true) {
    const ui::RenderNews news = thread.poll();
    for (const std::string& note : news.notes) reporting.note(note);
    if (news.finished) return thread.take_result();
    if (news.progress) {
      reporting.progress(base::format(_("Style Transfer: %s"), ui::progress_text(*news.progress).c_str()),
                         news.progress->fraction);
    }
    while (g_main_context_iteration(nullptr, FALSE)) {
    }
    g_usleep(kPollMicroseconds);
  }
}

}  // namespace gimp

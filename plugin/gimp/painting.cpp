#include "gimp/painting.h"

#include <glib.h>

#include <exception>
#include <new>

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
      reporting.progress("Style Transfer: " + ui::progress_text(*news.progress), news.progress->fraction);
    }
    while (g_main_context_iteration(nullptr, FALSE)) {
    }
    g_usleep(kPollMicroseconds);
  }
}

std::string sentence_of_current_exception() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return "there is not enough memory for this size; choose a smaller one";
  } catch (const std::exception& exception) {
    return exception.what();
  }
}

}  // namespace gimp

#include "paint.h"

#include <utility>

#include "base/error.h"
#include "layer_writer.h"
#include "pixels.h"
#include "ui/progress_text.h"
#include "ui/render_thread.h"

namespace gimp2 {
namespace {

constexpr gulong kPollMicroseconds = 50000;

// The computing thread must not call GIMP, so this one passes its news on.
core::Result wait_with_progress(ui::RenderThread& thread) {
  gimp_progress_init("Style Transfer: preparing");
  while (true) {
    const ui::RenderNews news = thread.poll();
    for (const std::string& note : news.notes) g_message("%s", note.c_str());
    if (news.finished) return thread.take_result();
    if (news.progress) {
      gimp_progress_set_text(("Style Transfer: " + ui::progress_text(*news.progress)).c_str());
      gimp_progress_update(news.progress->fraction);
    }
    // Lets libgimp notice that GIMP has gone.
    while (g_main_context_iteration(nullptr, FALSE)) {
    }
    g_usleep(kPollMicroseconds);
  }
}

}  // namespace

core::Image read_start(const core::Parameters& parameters, gint32 content_image) {
  const std::string& init = parameters.init;
  if (init == "content" || init == "noise" || init == "style") return {};
  return read_picture_file(init, content_image);
}

std::string result_name(const StyleSource& style) { return "Style: " + style_name(style); }

gint32 paint(const ContentLayer& content, const LastValues& values) {
  const std::vector<float> mask = content_mask(content);
  ui::RenderTask task;
  task.styles.push_back(read_style(values.style, content.image));
  task.start = read_start(values.parameters, content.image);
  task.content = read_pixels(content.layer);
  task.parameters = values.parameters;
  const std::vector<float> alpha = task.content.alpha();
  const std::string name = result_name(values.style);
  ui::RenderThread thread(std::move(task));
  const core::Result result = wait_with_progress(thread);
  const gint32 layer = add_result(content, alpha, mask, result.picture, name);
  gimp_progress_end();
  return layer;
}

}  // namespace gimp2

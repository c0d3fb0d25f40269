#include "gimp/host/paint.h"

#include <memory>
#include <utility>

#include "base/translation.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/host/layer_writer.h"
#include "gimp/host/painting_recipe.h"
#include "gimp/host/places.h"
#include "gimp/layer_names.h"
#include "ui/progress_text.h"
#include "ui/render_thread.h"

namespace gimp {
namespace {

constexpr gulong kPollMicroseconds = 50000;

void report(const ui::RenderNews& news) {
  for (const std::string& note : news.notes) gimp_message(note.c_str());
  if (news.finished || !news.progress) return;
  const std::string text = ui::progress_text(*news.progress);
  gimp_progress_set_text(base::format(_("Style Transfer: %s"), text.c_str()).c_str());
  gimp_progress_update(news.progress->fraction);
}

// Returns when the thread has finished; meanwhile serves the default main context, by which libgimp notices
// that GIMP has gone. Throws the base::Error that ended the run.
core::Result wait_for(ui::RenderThread& thread) {
  while (true) {
    const ui::RenderNews news = thread.poll();
    report(news);
    if (news.finished) return thread.take_result();
    while (g_main_context_iteration(nullptr, FALSE)) {
    }
    g_usleep(kPollMicroseconds);
  }
}

core::Image read_start(const core::Parameters& parameters, ImageRef content_image) {
  if (!core::starts_from_file(parameters)) return {};
  return read_picture_file(parameters.init, content_image);
}

}  // namespace

DrawableRef paint(const ContentLayer& content, const Values& values) {
  const std::vector<float> mask = content_mask(content, !values.selection_is_place());
  ui::RenderTask task;
  for (const StyleValue& value : values.styles) {
    core::Style& style = task.styles.emplace_back();
    style.picture = std::make_shared<const core::Image>(read_style(value.source, content.image));
    style.weight = value.weight;
    style.scale = value.scale;
    style.guide = read_place(value.place, content);
  }
  core::check_styles(task.styles);
  task.keep = read_place(values.keep, content);
  task.freeze = read_place(values.freeze, content);
  task.start = read_start(values.parameters, content.image);
  task.content = read_drawable(content.layer);
  task.parameters = values.parameters;
  const std::vector<float> alpha = task.content.alpha();
  const std::string name = result_name(style_name(values.styles.front().source));
  gimp_progress_init(_("Style Transfer: preparing"));
  ui::RenderThread thread(std::move(task));
  const core::Result result = wait_for(thread);
  const DrawableRef layer =
      add_result(content, alpha, mask, result.picture, name, recipe_of(values, content));
  gimp_progress_end();
  return layer;
}

}  // namespace gimp

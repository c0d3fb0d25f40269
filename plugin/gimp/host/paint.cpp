#include "gimp/host/paint.h"

#include <memory>
#include <utility>

#include "base/translation.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/host/layer_writer.h"
#include "gimp/host/owners.h"
#include "gimp/host/painting_recipe.h"
#include "gimp/host/places.h"
#include "gimp/layer_names.h"
#include "ui/progress_over_all.h"
#include "ui/render_thread.h"

namespace gimp {
namespace {

constexpr gulong kPollMicroseconds = 50000;

void report(const ui::RenderNews& news, const ui::ProgressOverAll& all) {
  for (const std::string& note : news.notes) gimp_message(note.c_str());
  if (news.finished || !news.progress) return;
  const core::Progress progress = all.of(*news.progress);
  gimp_progress_set_text(base::format(_("Style Transfer: %s"), all.text(progress).c_str()).c_str());
  gimp_progress_update(progress.fraction);
}

// Returns when the thread has finished; meanwhile serves the default main context, by which libgimp notices
// that GIMP has gone. Throws the base::Error that ended the run.
core::Result wait_for(ui::RenderThread& thread, const ui::ProgressOverAll& all) {
  while (true) {
    const ui::RenderNews news = thread.poll();
    report(news, all);
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

std::vector<core::Style> read_styles(const Values& values, const ContentLayer& content) {
  std::vector<core::Style> styles;
  for (const StyleValue& value : values.styles) {
    core::Style& style = styles.emplace_back();
    style.picture = std::make_shared<const core::Image>(read_style(value.source, content.image));
    style.weight = value.weight;
    style.scale = value.scale;
    style.guide = read_place(value.place, content);
  }
  core::check_styles(styles);
  return styles;
}

// A painting that is not in the image yet.
struct Painted {
  const ContentLayer* content;
  std::vector<float> alpha;
  std::vector<float> mask;
  core::Image picture;
};

Painted compute(const ContentLayer& content, const Values& values, const ui::ProgressOverAll& all) {
  Painted painted{&content, {}, content_mask(content, !values.selection_is_place()), {}};
  ui::RenderTask task;
  task.styles = read_styles(values, content);
  task.keep = read_place(values.keep, content);
  task.freeze = read_place(values.freeze, content);
  task.start = read_start(values.parameters, content.image);
  task.content = read_drawable(content.layer);
  task.parameters = values.parameters;
  painted.alpha = task.content.alpha();
  ui::RenderThread thread(std::move(task));
  painted.picture = wait_for(thread, all).picture;
  return painted;
}

std::vector<core::Size> sizes_of(const std::vector<ContentLayer>& contents) {
  std::vector<core::Size> sizes;
  for (const ContentLayer& content : contents) sizes.push_back({content.width, content.height});
  return sizes;
}

}  // namespace

std::vector<DrawableRef> paint(const std::vector<ContentLayer>& contents, const Values& values) {
  gimp_progress_init(_("Style Transfer: preparing"));
  ui::ProgressOverAll all(sizes_of(contents), values.parameters.size);
  std::vector<Painted> paintings;
  for (const ContentLayer& content : contents) {
    paintings.push_back(compute(content, values, all));
    all.next();
  }
  const std::string name = result_name(style_name(values.styles.front().source));
  std::vector<DrawableRef> layers;
  check_still_there(contents.front());
  const UndoGroup undo_group(contents.front().image);
  for (const Painted& painted : paintings) {
    layers.push_back(add_result(*painted.content, painted.alpha, painted.mask, painted.picture, name,
                                recipe_of(values, *painted.content)));
  }
  gimp_progress_end();
  return layers;
}

}  // namespace gimp

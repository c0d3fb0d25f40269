#include "gimp/host/paint.h"

#include <utility>

#include "base/translation.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/host/layer_writer.h"
#include "gimp/host/owners.h"
#include "gimp/host/painting_recipe.h"
#include "gimp/host/places.h"
#include "gimp/host/run_in_gimp.h"
#include "gimp/layer_names.h"
#include "ui/progress_over_all.h"
#include "ui/render_thread.h"

namespace gimp {
namespace {

core::Image read_start(const core::Parameters& parameters, ImageRef content_image) {
  if (!core::starts_from_file(parameters)) return {};
  return read_picture_file(parameters.init, content_image);
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
  task.styles = read_styles(values, content.image);
  for (std::size_t i = 0; i < task.styles.size(); ++i) {
    task.styles[i].guide = read_place(values.styles[i].place, content);
  }
  task.keep = read_place(values.keep, content);
  task.freeze = read_place(values.freeze, content);
  task.start = read_start(values.parameters, content.image);
  task.content = read_drawable(content.layer);
  task.parameters = values.parameters;
  painted.alpha = task.content.alpha();
  painted.picture = run_in_gimp(std::move(task), &all).picture;
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

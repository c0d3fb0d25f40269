#include "gimp/host/paint.h"

#include <utility>

#include "base/translation.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/host/layer_writer.h"
#include "gimp/host/painting_recipe.h"
#include "gimp/host/places.h"
#include "gimp/host/run_in_gimp.h"
#include "gimp/layer_names.h"
#include "ui/render_thread.h"

namespace gimp {
namespace {

core::Image read_start(const core::Parameters& parameters, ImageRef content_image) {
  if (!core::starts_from_file(parameters)) return {};
  return read_picture_file(parameters.init, content_image);
}

}  // namespace

DrawableRef paint(const ContentLayer& content, const Values& values) {
  const std::vector<float> mask = content_mask(content, !values.selection_is_place());
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
  const std::vector<float> alpha = task.content.alpha();
  const std::string name = result_name(style_name(values.styles.front().source));
  gimp_progress_init(_("Style Transfer: preparing"));
  const core::Result result = run_in_gimp(std::move(task));
  const DrawableRef layer =
      add_result(content, alpha, mask, result.picture, name, recipe_of(values, content));
  gimp_progress_end();
  return layer;
}

}  // namespace gimp

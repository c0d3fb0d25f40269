#include "paint.h"

#include <utility>

#include "base/translation.h"
#include "drawable_pixels.h"
#include "gimp/layer_names.h"
#include "gimp/painting.h"
#include "layer_writer.h"
#include "ui/render_thread.h"

namespace gimp2 {
namespace {

gimp::Reporting to_gimp() {
  return {[](const std::string& text, double fraction) {
            gimp_progress_set_text(text.c_str());
            gimp_progress_update(fraction);
          },
          [](const std::string& note) { g_message("%s", note.c_str()); }};
}

core::Image read_start(const core::Parameters& parameters, gint32 content_image) {
  if (!core::starts_from_file(parameters)) return {};
  return read_picture_file(parameters.init, content_image);
}

}  // namespace

gint32 paint(const ContentLayer& content, const LastValues& values) {
  const std::vector<float> mask = content_mask(content);
  ui::RenderTask task;
  task.styles.push_back(read_style(values.style, content.image));
  task.start = read_start(values.parameters, content.image);
  task.content = read_drawable(content.layer);
  task.parameters = values.parameters;
  const std::vector<float> alpha = task.content.alpha();
  const std::string name = gimp::result_name(style_name(values.style));
  ui::RenderThread thread(std::move(task));
  gimp_progress_init(_("Style Transfer: preparing"));
  const core::Result result = gimp::wait_for(thread, to_gimp());
  const gint32 layer = add_result(content, alpha, mask, result.picture, name);
  gimp_progress_end();
  return layer;
}

}  // namespace gimp2

#include "dialog/read_render.h"

#include <memory>
#include <utility>

#include "base/error.h"
#include "base/translation.h"

namespace ui {
namespace {

core::Style read_style(Host& host, const StyleUse& use) {
  core::Style style;
  style.picture = std::make_shared<const core::Image>(host.read_style(use.picture));
  style.weight = use.weight;
  style.scale = use.scale;
  style.guide = host.read_place(use.place);
  return style;
}

// Its frames are to follow.
void read_animation(Animation& animation, const Settings& settings, Render& render) {
  check_animation(settings.parameters);
  AnimationTask& task = render.task.animation.emplace();
  task.temporal_weight = settings.temporal_weight;
  if (task.temporal_weight > 0) task.flow = animation.make_flow();
  task.frames = std::make_shared<PictureStore>();
  task.painted = std::make_shared<PictureStore>();
  render.write_result = [&animation, painted = task.painted](const core::Image&) {
    if (painted->count() == 0) throw base::Error(_("no frame was whole yet, so there is nothing to keep"));
    animation.write(*painted);
  };
}

}  // namespace

Render read_render(Host& host, const Settings& settings, std::size_t layer, int picture_side) {
  Render render;
  RenderTask& task = render.task;
  for (const StyleUse& use : settings.styles) task.styles.push_back(read_style(host, use));
  core::check_styles(task.styles);
  task.parameters = settings.parameters;
  task.picture_side = picture_side;
  if (Animation* const animation = host.animation()) {
    read_animation(*animation, settings, render);
    return render;
  }
  task.keep = host.read_place(settings.keep);
  task.freeze = host.read_place(settings.freeze);
  if (core::starts_from_file(settings.parameters)) task.start = host.read_file(settings.parameters.init);
  Content content = host.read_content(settings, layer);
  task.content = std::move(content.picture);
  render.write_result = std::move(content.write_result);
  return render;
}

}  // namespace ui

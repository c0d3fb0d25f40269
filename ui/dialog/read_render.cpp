#include "dialog/read_render.h"

#include <memory>
#include <utility>

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

}  // namespace

Render read_render(Host& host, const Settings& settings, std::size_t layer, int picture_side) {
  Render render;
  RenderTask& task = render.task;
  for (const StyleUse& use : settings.styles) task.styles.push_back(read_style(host, use));
  core::check_styles(task.styles);
  task.keep = host.read_place(settings.keep);
  task.freeze = host.read_place(settings.freeze);
  if (core::starts_from_file(settings.parameters)) task.start = host.read_file(settings.parameters.init);
  Content content = host.read_content(settings, layer);
  task.content = std::move(content.picture);
  task.parameters = settings.parameters;
  task.picture_side = picture_side;
  render.write_result = std::move(content.write_result);
  return render;
}

}  // namespace ui

#include "preview/preview_layout.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double kLeastShown = 1.0 / 16;  // of the layer, along each side

// [start, start + length) moved and cut into 0…1.
void keep_inside(double& start, double& length) {
  length = std::min(length, 1.0);
  start = std::clamp(start, 0.0, 1 - length);
}

}  // namespace

Rectangle fit_into(double width, double height, double area_width, double area_height) {
  if (width <= 0 || height <= 0) return {};
  const double scale = std::min(area_width / width, area_height / height);
  return {(area_width - width * scale) / 2, (area_height - height * scale) / 2, width * scale,
          height * scale};
}

Part shown_part(const Part& selected) {
  Part shown = selected;
  shown.width = std::max(selected.width, kLeastShown);
  shown.height = std::max(selected.height, kLeastShown);
  shown.x -= (shown.width - selected.width) / 2;
  shown.y -= (shown.height - selected.height) / 2;
  keep_inside(shown.x, shown.width);
  keep_inside(shown.y, shown.height);
  return shown;
}

Part part_around(double x, double y, core::Size rendered, int width, int height) {
  Part part;
  part.width = static_cast<double>(width) / rendered.width;
  part.height = static_cast<double>(height) / rendered.height;
  part.x = x - part.width / 2;
  part.y = y - part.height / 2;
  keep_inside(part.x, part.width);
  keep_inside(part.y, part.height);
  return part;
}

}  // namespace ui

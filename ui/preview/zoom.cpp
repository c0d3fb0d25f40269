#include "preview/zoom.h"

#include <algorithm>

namespace ui {
namespace {

double start_of(double centre, double length, double area) {
  if (length <= area) return (area - length) / 2;
  return std::clamp(area / 2 - centre * length, area - length, 0.0);
}

}  // namespace

void Zoom::reset() { *this = Zoom(most_); }

Rectangle Zoom::apply(const Rectangle& fit, double area_width, double area_height) const {
  if (factor_ == 1) return fit;
  const double width = fit.width * factor_, height = fit.height * factor_;
  return {start_of(x_, width, area_width), start_of(y_, height, area_height), width, height};
}

void Zoom::to(double factor, double x, double y, const Rectangle& fit, double area_width,
              double area_height) {
  if (fit.width <= 0 || fit.height <= 0) return;
  const Rectangle before = apply(fit, area_width, area_height);
  factor_ = std::clamp(factor, 1.0, most_);
  const double width = fit.width * factor_, height = fit.height * factor_;
  look_at(
      {x - (x - before.x) / before.width * width, y - (y - before.y) / before.height * height, width, height},
      fit, area_width, area_height);
}

void Zoom::move(double dx, double dy, const Rectangle& fit, double area_width, double area_height) {
  if (fit.width <= 0 || fit.height <= 0) return;
  Rectangle place = apply(fit, area_width, area_height);
  place.x += dx;
  place.y += dy;
  look_at(place, fit, area_width, area_height);
}

// Kept as it is shown, so that what was pushed beyond the edge is not pushed back first.
void Zoom::look_at(const Rectangle& wanted, const Rectangle& fit, double area_width, double area_height) {
  x_ = (area_width / 2 - wanted.x) / wanted.width;
  y_ = (area_height / 2 - wanted.y) / wanted.height;
  const Rectangle shown = apply(fit, area_width, area_height);
  x_ = (area_width / 2 - shown.x) / shown.width;
  y_ = (area_height / 2 - shown.y) / shown.height;
}

}  // namespace ui

// How far the preview is zoomed in, and where: arithmetic alone. Lengths are the widget's.
#pragma once

#include "preview/preview_layout.h"

namespace ui {

class Zoom {
 public:
  explicit Zoom(double most = 32) : most_(most) {}

  // 1: the whole picture is seen.
  double factor() const { return factor_; }
  void reset();

  // Where the picture lies that without zoom would lie at `fit`: a side that is longer than the area's fills it.
  Rectangle apply(const Rectangle& fit, double area_width, double area_height) const;

  // Zooms to `factor`, 1 … most; the picture's point at (x, y) stays there, as far as the picture's edges let it.
  void to(double factor, double x, double y, const Rectangle& fit, double area_width, double area_height);
  // Moves the picture.
  void move(double dx, double dy, const Rectangle& fit, double area_width, double area_height);

 private:
  void look_at(const Rectangle& wanted, const Rectangle& fit, double area_width, double area_height);

  double most_;
  double factor_ = 1;
  // What is in the area's middle, in fractions of the picture.
  double x_ = 0.5;
  double y_ = 0.5;
};

}  // namespace ui

// Where a picture lies in a widget, and what a place in the widget is in the picture: arithmetic alone.
#pragma once

#include "session/tasks/preview_task.h"

namespace ui {

struct Rectangle {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// The picture `width` × `height`, as large as it fits and in the middle.
Rectangle fit_into(double width, double height, double area_width, double area_height);

// What is shown where only a part of the layer is selected: that part, and around a small one as much as a
// preview has pixels for.
Part shown_part(const Part& selected);

// A part of the layer that covers `width` × `height` pixels of the picture rendered, with (x, y), fractions
// of the layer, in its middle as far as the layer goes.
Part part_around(double x, double y, core::Size rendered, int width, int height);

}  // namespace ui

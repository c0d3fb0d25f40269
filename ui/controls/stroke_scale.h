// The slider "brush strokes": style-scale on a logarithmic scale, a factor of 4 each way.
#pragma once

#include <functional>

#include "core/parameters.h"
#include "widgets/marked_scale.h"

namespace ui {

class StrokeScale {
 public:
  explicit StrokeScale(std::function<void()> on_change);
  GtkWidget* widget() const { return scale_.widget(); }
  void show(const core::Parameters& parameters);
  // Values beyond the slider's ends stay as they are until it is moved.
  void store(core::Parameters& parameters) const;

 private:
  MarkedScale scale_;
};

}  // namespace ui

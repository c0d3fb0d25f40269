// The slider "style strength": style-weight / content-weight on a logarithmic scale of 0 … 100.
//
//   ratio = ratio of the defaults · 10^((strength − 50) · 3 / 50)
//
// so the middle is the default and either end a factor of 1000 away.
#pragma once

#include <functional>

#include "core/parameters.h"
#include "widgets/marked_scale.h"

namespace ui {

double strength_of(const core::Parameters& parameters);
// Keeps content-weight, unless that is 0, and sets style-weight.
void set_strength(core::Parameters& parameters, double strength);

class StrengthScale {
 public:
  explicit StrengthScale(std::function<void()> on_change);
  GtkWidget* widget() const { return scale_.widget(); }
  void show(const core::Parameters& parameters);
  void store(core::Parameters& parameters) const;

 private:
  MarkedScale scale_;
};

}  // namespace ui

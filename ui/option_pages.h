// "More options": every parameter without a control of its own, on a page for each group of the table.
#pragma once

#include <vector>

#include "parameter_control.h"

namespace ui {

class OptionPages {
 public:
  // Without the rows named in `shown_elsewhere`.
  OptionPages(const std::vector<std::string>& shown_elsewhere, const std::function<void()>& on_change);
  GtkWidget* widget() const { return expander_; }
  void show(const core::Parameters& parameters);
  void store(core::Parameters& parameters) const;

 private:
  GtkWidget* page_of(const char* group);

  GtkWidget* expander_;
  GtkWidget* notebook_;
  std::vector<ParameterControl> controls_;
};

}  // namespace ui

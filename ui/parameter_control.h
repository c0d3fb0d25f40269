// One row of the parameter table as a control: a spin button, a choice, or an entry.
#pragma once

#include <string>

#include "core/parameters.h"
#include "widgets.h"

namespace ui {

class ParameterControl {
 public:
  explicit ParameterControl(const core::ParameterRow& row);

  // "Style layers", from the row's name.
  const std::string& title() const { return title_; }
  const char* unit() const { return row_->unit; }
  GtkWidget* widget() const { return widget_; }
  void show(const core::Parameters& parameters);
  // Throws base::Error for text that the parameter does not take.
  void store(core::Parameters& parameters) const;

 private:
  const core::ParameterRow* row_;
  std::string title_;
  GtkWidget* widget_;
};

}  // namespace ui

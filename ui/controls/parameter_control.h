// One row of the parameter table as a control: a spin button, a choice, or an entry.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/parameters.h"
#include "widgets/widgets.h"

namespace ui {

class ParameterControl {
 public:
  // `on_change`: the control has another value now.
  ParameterControl(const core::ParameterRow& row, std::function<void()> on_change);

  // "Style layers", in the user's language.
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
  std::unique_ptr<std::function<void()>> on_change_;  // GTK keeps its address
};

}  // namespace ui

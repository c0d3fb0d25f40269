// Controls one below the other: label, control, a word after it, and a button that resets it.
#pragma once

#include <string>
#include <vector>

#include "controls/reset_button.h"
#include "widgets/widgets.h"

namespace ui {

class ControlRows {
 public:
  ControlRows();

  GtkWidget* widget() const { return grid_; }
  // `label` may have a mnemonic; it reaches the first widget in the control's. `control` must outlive the
  // rows.
  template <typename Control>
  void add(const char* label, const std::string& title, Control& control, const std::string& after) {
    attach(label, control.widget(), after, resets_.emplace_back(reset_button_of(title, control)).widget());
  }
  // Of a control that has no defaults.
  void add_unreset(const char* label, GtkWidget* control) { attach(label, control, "", nullptr); }
  // After a change of any control.
  void update_resets();

 private:
  void attach(const char* label, GtkWidget* control, const std::string& after, GtkWidget* reset);

  GtkWidget* grid_;
  int rows_ = 0;
  std::vector<ResetButton> resets_;
};

}  // namespace ui

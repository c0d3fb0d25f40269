// The line that says what the render will cost, with a warning below it where that is much.
#pragma once

#include "session/tasks/cost.h"
#include "widgets/widgets.h"

namespace ui {

class CostView {
 public:
  CostView();
  GtkWidget* widget() const { return box_; }
  // Null: not known yet.
  void show(const CostAnswer* answer);

 private:
  GtkWidget* box_;
  GtkWidget* cost_;
  GtkWidget* warning_row_;
  GtkWidget* warning_;
};

}  // namespace ui

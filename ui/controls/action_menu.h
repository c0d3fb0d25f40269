// A button with a menu of things to do that are not worth a button each.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "widgets/widgets.h"

namespace ui {

class ActionMenu {
 public:
  explicit ActionMenu(const char* accessible_name);
  ActionMenu(const ActionMenu&) = delete;  // GTK's callbacks know its functions
  ActionMenu& operator=(const ActionMenu&) = delete;

  GtkWidget* widget() const { return button_; }
  // At the menu's end. `action` must not throw.
  void add(const std::string& label, std::function<void()> action);
  // A line between what is there and what follows.
  void add_separator();

 private:
  GtkWidget* button_;
  GtkWidget* menu_;
  std::vector<std::unique_ptr<std::function<void()>>> actions_;
};

}  // namespace ui

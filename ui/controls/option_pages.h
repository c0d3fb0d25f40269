// "More options": every parameter without a control of its own, on a page for each group of the table.
#pragma once

#include <list>
#include <string>
#include <vector>

#include "controls/parameter_control.h"
#include "widgets/control_rows.h"

namespace ui {

class OptionPages {
 public:
  explicit OptionPages(const std::function<void()>& on_change);
  GtkWidget* widget() const { return expander_; }
  void show(const core::Parameters& parameters);
  void store(core::Parameters& parameters) const;
  // After a change of any control.
  void update_resets();

 private:
  struct Page {
    std::string group;
    ControlRows rows;
  };
  ControlRows& page_of(const char* group);

  GtkWidget* expander_;
  GtkWidget* notebook_;
  std::list<ParameterControl> controls_;  // stay where they are, as the pages' rows ask
  std::list<Page> pages_;
};

}  // namespace ui

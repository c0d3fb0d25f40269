// A button that brings one control back to the defaults; asleep while it is there.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/parameters.h"
#include "widgets/widgets.h"

namespace ui {

class ResetButton {
 public:
  // `title`: of the control. `show` and `store`: the control's own.
  ResetButton(const std::string& title, std::function<void(const core::Parameters&)> show,
              std::function<void(core::Parameters&)> store);

  GtkWidget* widget() const { return button_; }
  // After a change of the control.
  void update();

 private:
  struct Control {
    std::function<void(const core::Parameters&)> show;
    std::function<void(core::Parameters&)> store;
  };
  GtkWidget* button_;
  std::unique_ptr<Control> control_;  // GTK keeps its address
};

// For any control with show() and store(), which must outlive the button.
template <typename Control>
ResetButton reset_button_of(const std::string& title, Control& control) {
  return ResetButton(
      title, [&control](const core::Parameters& parameters) { control.show(parameters); },
      [&control](core::Parameters& parameters) { control.store(parameters); });
}

}  // namespace ui

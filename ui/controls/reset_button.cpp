#include "controls/reset_button.h"

#include <utility>

#include "base/error.h"
#include "base/translation.h"

namespace ui {
ResetButton::ResetButton(const std::string& title, std::function<void(const core::Parameters&)> show,
                         std::function<void(core::Parameters&)> store)
    : button_(gtk_button_new_from_icon_name("edit-undo-symbolic", GTK_ICON_SIZE_MENU)),
      control_(std::make_unique<Control>(Control{std::move(show), std::move(store)})) {
  const std::string name = base::format(_("Reset “%s”"), title.c_str());
  gtk_button_set_relief(GTK_BUTTON(button_), GTK_RELIEF_NONE);
  gtk_widget_set_valign(button_, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text(button_, name.c_str());
  gtk_widget_set_sensitive(button_, FALSE);
  set_accessible_name(button_, name.c_str());
  g_signal_connect(button_, "clicked", G_CALLBACK(+[](GtkWidget*, gpointer control) {
                     static_cast<Control*>(control)->show(core::Parameters());
                   }),
                   control_.get());
}

void ResetButton::update() {
  bool changed = true;
  try {
    core::Parameters parameters;
    control_->store(parameters);
    changed = !core::same_parameters(parameters, core::Parameters());
  } catch (const base::Error&) {  // what was typed is no value
  }
  gtk_widget_set_sensitive(button_, changed);
}

}  // namespace ui

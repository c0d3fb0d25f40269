// Small windows that ask: they come up at once, and the answer comes later, by the function given. That is
// not called where the user thinks better of it. `widget` is in the window that asks, which waits for the
// answer.
#pragma once

#include <functional>
#include <string>

#include "widgets/widgets.h"

namespace ui {

// Of any GtkDialog without an owner, which ends with it.
void show_modal(GtkWidget* dialog, std::function<void(int response)> on_response);

void ask_for_name(GtkWidget* widget, const char* title, const std::string& present, const char* button,
                  std::function<void(const std::string&)> on_name);

// `button` does it.
void ask_whether(GtkWidget* widget, const std::string& question, const std::string& detail,
                 const char* button, std::function<void()> on_yes);

}  // namespace ui

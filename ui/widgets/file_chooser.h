// GTK's file dialog for pictures, with a preview of the chosen one.
#pragma once

#include <functional>
#include <string>

#include "widgets/widgets.h"

namespace ui {

// `on_file` gets the answer, if there is one. `widget` is in the window that asks.
void ask_for_picture(GtkWidget* widget, std::function<void(const std::string&)> on_file);
void ask_for_weights(GtkWidget* widget, std::function<void(const std::string&)> on_file);

}  // namespace ui

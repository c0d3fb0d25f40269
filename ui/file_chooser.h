// GTK's file dialog for pictures, with a preview of the chosen one.
#pragma once

#include <string>

#include "widgets.h"

namespace ui {

// Waits for the answer; "" if there is none. `widget` is in the window that asks.
std::string ask_for_picture(GtkWidget* widget);
// The same for a weight file.
std::string ask_for_weights(GtkWidget* widget);

}  // namespace ui

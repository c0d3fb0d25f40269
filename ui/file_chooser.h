// A button that opens GTK's file dialog for pictures, with a preview of the chosen one.
#pragma once

#include <string>

#include "widgets.h"

namespace ui {

// `accessible_name` also names the inner button that is pressed.
GtkWidget* make_picture_chooser(const char* accessible_name);
// "" if none is chosen.
std::string chosen_file(GtkWidget* chooser);

}  // namespace ui

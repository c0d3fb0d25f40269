// Keeps a dialog above a window of another program (GIMP's), which window managers do for X windows only.
#pragma once

#include <gtk/gtk.h>

namespace ui {

// Initialises GTK. Throws base::Error if there is no display.
void open_display();

// `parent`: an X window, or 0. No effect elsewhere than under X.
void set_transient_for(GtkWidget* dialog, unsigned long parent);

}  // namespace ui

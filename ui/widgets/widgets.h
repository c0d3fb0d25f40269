// What every part of the dialog needs of GTK: owners, names, headings, grids.
//
// Widgets belong to the container they are in; a GtkWidget* member is a view of one that its part has made.
#pragma once

#include <gtk/gtk.h>

#include <memory>

namespace ui {

struct ObjectDeleter {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using PixbufHandle = std::unique_ptr<GdkPixbuf, ObjectDeleter>;

// For assistive technology and tests; needed where no label names the widget.
void set_accessible_name(GtkWidget* widget, const char* name);

// The handler of a signal whose data is a std::function<void()>.
void call(GtkWidget* sender, gpointer function);

// A bold line above a group of controls.
GtkWidget* make_heading(const char* text);
// "_Size" beside its control, which the mnemonic reaches.
GtkWidget* make_label(const char* text_with_mnemonic, GtkWidget* control);
// A grid for labels and controls, indented below its heading.
GtkWidget* make_grid();

}  // namespace ui

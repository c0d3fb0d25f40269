#include "widgets/control_rows.h"

namespace ui {

namespace {

// A box itself takes no focus.
GtkWidget* first_in(GtkWidget* widget) {
  if (!GTK_IS_BOX(widget)) return widget;
  GList* const children = gtk_container_get_children(GTK_CONTAINER(widget));
  GtkWidget* const first = GTK_WIDGET(children->data);
  g_list_free(children);
  return first_in(first);
}

}  // namespace

ControlRows::ControlRows() : grid_(make_grid()) {}

void ControlRows::attach(const char* label, GtkWidget* control, const std::string& after, GtkWidget* reset) {
  GtkGrid* const grid = GTK_GRID(grid_);
  gtk_grid_attach(grid, make_label(label, first_in(control)), 0, rows_, 1, 1);
  gtk_grid_attach(grid, control, 1, rows_, after.empty() ? 2 : 1, 1);
  if (!after.empty()) {
    GtkWidget* text = gtk_label_new(after.c_str());
    gtk_label_set_xalign(GTK_LABEL(text), 0);
    gtk_widget_set_hexpand(text, TRUE);
    gtk_style_context_add_class(gtk_widget_get_style_context(text), GTK_STYLE_CLASS_DIM_LABEL);
    gtk_grid_attach(grid, text, 2, rows_, 1, 1);
  }
  gtk_widget_set_hexpand(control, after.empty());
  if (reset) gtk_grid_attach(grid, reset, 3, rows_, 1, 1);
  ++rows_;
}

void ControlRows::update_resets() {
  for (ResetButton& reset : resets_) reset.update();
}

}  // namespace ui

#include "widgets/widgets.h"

#include <functional>

namespace ui {
namespace {

constexpr int kRowSpacing = 8;
constexpr int kColumnSpacing = 12;
constexpr int kIndent = 12;

}  // namespace

void set_accessible_name(GtkWidget* widget, const char* name) {
  atk_object_set_name(gtk_widget_get_accessible(widget), name);
}

void call(GtkWidget* /*sender*/, gpointer function) { (*static_cast<std::function<void()>*>(function))(); }

GtkWidget* make_heading(const char* text) {
  GtkWidget* label = gtk_label_new(text);
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes(GTK_LABEL(label), attributes);
  pango_attr_list_unref(attributes);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  return label;
}

GtkWidget* make_label(const char* text_with_mnemonic, GtkWidget* control) {
  GtkWidget* label = gtk_label_new_with_mnemonic(text_with_mnemonic);
  gtk_label_set_mnemonic_widget(GTK_LABEL(label), control);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  return label;
}

GtkWidget* make_grid() {
  GtkWidget* grid = gtk_grid_new();
  gtk_grid_set_row_spacing(GTK_GRID(grid), kRowSpacing);
  gtk_grid_set_column_spacing(GTK_GRID(grid), kColumnSpacing);
  gtk_widget_set_margin_start(grid, kIndent);
  return grid;
}

}  // namespace ui

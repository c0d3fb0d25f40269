#include "option_pages.h"

#include <algorithm>

#include "translation.h"

namespace ui {
namespace {

constexpr int kMargin = 12;

int rows_in(GtkWidget* grid) {
  int rows = 0;
  while (gtk_grid_get_child_at(GTK_GRID(grid), 0, rows)) ++rows;
  return rows;
}

}  // namespace

OptionPages::OptionPages(const std::vector<std::string>& shown_elsewhere,
                         const std::function<void()>& on_change)
    : expander_(gtk_expander_new_with_mnemonic(_("_More options"))), notebook_(gtk_notebook_new()) {
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (std::find(shown_elsewhere.begin(), shown_elsewhere.end(), row.name) != shown_elsewhere.end())
      continue;
    const ParameterControl& control = controls_.emplace_back(row, on_change);
    GtkWidget* page = page_of(row.group);
    const int at = rows_in(page);
    gtk_grid_attach(GTK_GRID(page), make_label(control.title().c_str(), control.widget()), 0, at, 1, 1);
    gtk_grid_attach(GTK_GRID(page), control.widget(), 1, at, 1, 1);
    if (*row.unit) gtk_grid_attach(GTK_GRID(page), gtk_label_new(row.unit), 2, at, 1, 1);
  }
  gtk_widget_set_margin_top(notebook_, kMargin / 2);
  gtk_container_add(GTK_CONTAINER(expander_), notebook_);
}

GtkWidget* OptionPages::page_of(const char* group) {
  GtkNotebook* const notebook = GTK_NOTEBOOK(notebook_);
  for (int i = 0; i < gtk_notebook_get_n_pages(notebook); ++i) {
    GtkWidget* page = gtk_notebook_get_nth_page(notebook, i);
    if (g_strcmp0(gtk_notebook_get_tab_label_text(notebook, page), _(group)) == 0) return page;
  }
  GtkWidget* page = make_grid();
  g_object_set(page, "margin", kMargin, nullptr);
  gtk_notebook_append_page(notebook, page, gtk_label_new(_(group)));
  return page;
}

void OptionPages::show(const core::Parameters& parameters) {
  for (ParameterControl& control : controls_) control.show(parameters);
}

void OptionPages::store(core::Parameters& parameters) const {
  for (const ParameterControl& control : controls_) control.store(parameters);
}

}  // namespace ui

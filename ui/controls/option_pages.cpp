#include "controls/option_pages.h"

#include "base/translation.h"

namespace ui {
namespace {

constexpr int kMargin = 12;

// What comes up below may be out of sight. Once: then the user scrolls.
void scroll_to(GtkWidget* notebook, GtkAllocation* place, gpointer /*data*/) {
  g_signal_handlers_disconnect_by_func(notebook, reinterpret_cast<gpointer>(scroll_to), nullptr);
  GtkWidget* const viewport = gtk_widget_get_ancestor(notebook, GTK_TYPE_VIEWPORT);
  if (!viewport) return;
  GtkAdjustment* const adjustment = gtk_scrollable_get_vadjustment(GTK_SCROLLABLE(viewport));
  gtk_adjustment_clamp_page(adjustment, place->y, place->y + place->height);
}

void expanded(GtkExpander* expander, GParamSpec* /*property*/, gpointer notebook) {
  if (gtk_expander_get_expanded(expander)) {
    g_signal_connect(notebook, "size-allocate", G_CALLBACK(scroll_to), nullptr);
  }
}

}  // namespace

OptionPages::OptionPages(const std::function<void()>& on_change)
    : expander_(gtk_expander_new_with_mnemonic(_("_More options"))), notebook_(gtk_notebook_new()) {
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (row.own_control) continue;
    ParameterControl& control = controls_.emplace_back(row, on_change);
    page_of(row.group).add(control.title().c_str(), control.title(), control, row.unit);
  }
  gtk_notebook_set_scrollable(GTK_NOTEBOOK(notebook_), TRUE);
  gtk_widget_set_margin_top(notebook_, kMargin / 2);
  gtk_container_add(GTK_CONTAINER(expander_), notebook_);
  g_signal_connect(expander_, "notify::expanded", G_CALLBACK(expanded), notebook_);
}

ControlRows& OptionPages::page_of(const char* group) {
  for (Page& page : pages_) {
    if (page.group == group) return page.rows;
  }
  Page& page = pages_.emplace_back(Page{group, {}});
  g_object_set(page.rows.widget(), "margin", kMargin, nullptr);
  gtk_notebook_append_page(GTK_NOTEBOOK(notebook_), page.rows.widget(), gtk_label_new(_(group)));
  return page.rows;
}

void OptionPages::show(const core::Parameters& parameters) {
  for (ParameterControl& control : controls_) control.show(parameters);
}

void OptionPages::store(core::Parameters& parameters) const {
  for (const ParameterControl& control : controls_) control.store(parameters);
}

void OptionPages::update_resets() {
  for (Page& page : pages_) page.rows.update_resets();
}

}  // namespace ui

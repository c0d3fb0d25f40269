#include "dialog/progress_view.h"

#include <algorithm>

#include "base/translation.h"

namespace ui {

ProgressView::ProgressView()
    : box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, 4)),
      bar_(gtk_progress_bar_new()),
      label_(gtk_label_new("")) {
  set_accessible_name(bar_, _("Progress"));
  gtk_label_set_xalign(GTK_LABEL(label_), 0);
  gtk_style_context_add_class(gtk_widget_get_style_context(label_), GTK_STYLE_CLASS_DIM_LABEL);
  gtk_label_set_ellipsize(GTK_LABEL(label_), PANGO_ELLIPSIZE_END);
  gtk_container_add(GTK_CONTAINER(box_), bar_);
  gtk_container_add(GTK_CONTAINER(box_), label_);
  clear();
}

void ProgressView::show(const core::Progress& progress, const std::string& text) {
  gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar_), std::clamp(progress.fraction, 0.0, 1.0));
  show_text(text);
}

void ProgressView::show_text(const std::string& text) {
  gtk_label_set_text(GTK_LABEL(label_), text.c_str());
  gtk_widget_set_opacity(box_, 1);
}

void ProgressView::clear() {
  gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar_), 0);
  gtk_label_set_text(GTK_LABEL(label_), "");
  gtk_widget_set_opacity(box_, 0);  // not hidden, so that the dialog keeps its size
}

}  // namespace ui

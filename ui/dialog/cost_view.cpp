#include "dialog/cost_view.h"

#include "session/words/cost_text.h"

namespace ui {
namespace {

constexpr int kLineSpacing = 6;
constexpr int kLineCharacters = 40;

}  // namespace

CostView::CostView()
    : box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, kLineSpacing)),
      cost_(gtk_label_new("")),
      warning_row_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kLineSpacing)),
      warning_(gtk_label_new("")) {
  gtk_label_set_xalign(GTK_LABEL(cost_), 0);
  gtk_label_set_ellipsize(GTK_LABEL(cost_), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign(GTK_LABEL(warning_), 0);
  gtk_label_set_line_wrap(GTK_LABEL(warning_), TRUE);
  gtk_label_set_max_width_chars(GTK_LABEL(warning_), kLineCharacters);
  GtkWidget* icon = gtk_image_new_from_icon_name("dialog-warning-symbolic", GTK_ICON_SIZE_BUTTON);
  gtk_widget_set_valign(icon, GTK_ALIGN_START);
  gtk_container_add(GTK_CONTAINER(warning_row_), icon);
  gtk_container_add(GTK_CONTAINER(warning_row_), warning_);
  gtk_widget_show_all(warning_row_);
  gtk_widget_set_no_show_all(warning_row_, TRUE);
  gtk_widget_hide(warning_row_);
  gtk_container_add(GTK_CONTAINER(box_), cost_);
  gtk_container_add(GTK_CONTAINER(box_), warning_row_);
  show(nullptr);
}

void CostView::show(const CostAnswer* answer) {
  gtk_label_set_text(GTK_LABEL(cost_), answer ? cost_text(*answer).c_str() : "");
  const std::string warning = answer ? cost_warning(*answer) : "";
  gtk_label_set_text(GTK_LABEL(warning_), warning.c_str());
  gtk_widget_set_visible(warning_row_, !warning.empty());
}

}  // namespace ui

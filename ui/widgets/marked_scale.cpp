#include "widgets/marked_scale.h"

#include <utility>

namespace ui {
namespace {

constexpr int kValueCharacters = 5;
constexpr int kSpacing = 6;

GtkWidget* make_word(const char* text) {
  GtkWidget* word = gtk_label_new(text);
  gtk_style_context_add_class(gtk_widget_get_style_context(word), GTK_STYLE_CLASS_DIM_LABEL);
  return word;
}

}  // namespace

MarkedScale::MarkedScale(const Range& range, std::string (*text_of)(double), const char* accessible_name,
                         const char* tooltip, std::function<void()> on_change)
    : text_of_(text_of),
      on_change_(std::move(on_change)),
      box_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kSpacing)),
      scale_(gtk_scale_new_with_range(GTK_ORIENTATION_HORIZONTAL, range.least, range.greatest, range.step)),
      value_(make_word("")) {
  lay_out(range);
  update();
  gtk_widget_set_tooltip_text(scale_, tooltip);
  set_accessible_name(scale_, accessible_name);
  g_signal_connect(scale_, "value-changed", G_CALLBACK(+[](GtkWidget*, gpointer self) {
                     static_cast<MarkedScale*>(self)->update();
                     static_cast<MarkedScale*>(self)->on_change_();
                   }),
                   this);
}

// GTK's own marks are not used: from right to left it puts their texts in wrong places.
void MarkedScale::lay_out(const Range& range) {
  gtk_scale_set_draw_value(GTK_SCALE(scale_), FALSE);
  GtkWidget* words = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kSpacing);
  gtk_box_pack_start(GTK_BOX(words), make_word(range.words[0]), FALSE, FALSE, 0);
  gtk_box_set_center_widget(GTK_BOX(words), make_word(range.words[1]));
  gtk_box_pack_end(GTK_BOX(words), make_word(range.words[2]), FALSE, FALSE, 0);
  GtkWidget* column = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  gtk_container_add(GTK_CONTAINER(column), scale_);
  gtk_container_add(GTK_CONTAINER(column), words);
  gtk_widget_set_hexpand(column, TRUE);
  gtk_label_set_width_chars(GTK_LABEL(value_), kValueCharacters);
  gtk_label_set_xalign(GTK_LABEL(value_), 1);
  gtk_container_add(GTK_CONTAINER(box_), column);
  gtk_container_add(GTK_CONTAINER(box_), value_);
}

void MarkedScale::update() { gtk_label_set_text(GTK_LABEL(value_), text_of_(value()).c_str()); }

}  // namespace ui

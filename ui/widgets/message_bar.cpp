#include "widgets/message_bar.h"

#include "session/words/sentence.h"

namespace ui {
namespace {

constexpr int kLineCharacters = 50;

}  // namespace

MessageBar::MessageBar() : bar_(gtk_info_bar_new()), icon_(gtk_image_new()), label_(gtk_label_new("")) {
  gtk_label_set_line_wrap(GTK_LABEL(label_), TRUE);
  gtk_label_set_line_wrap_mode(GTK_LABEL(label_), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars(GTK_LABEL(label_), kLineCharacters);  // which the window grows for, no more
  gtk_widget_set_hexpand(label_, TRUE);
  gtk_label_set_xalign(GTK_LABEL(label_), 0);
  gtk_label_set_selectable(GTK_LABEL(label_), TRUE);
  gtk_widget_set_can_focus(label_, FALSE);
  gtk_widget_set_valign(icon_, GTK_ALIGN_START);
  GtkWidget* area = gtk_info_bar_get_content_area(GTK_INFO_BAR(bar_));
  gtk_container_add(GTK_CONTAINER(area), icon_);
  gtk_container_add(GTK_CONTAINER(area), label_);
  gtk_widget_show_all(area);
  gtk_widget_set_no_show_all(bar_, TRUE);
}

void MessageBar::show_error(const std::string& sentence) {
  show(GTK_MESSAGE_ERROR, "dialog-warning-symbolic", sentence);
}
void MessageBar::show_note(const std::string& sentence) {
  show(GTK_MESSAGE_INFO, "dialog-information-symbolic", sentence);
}
void MessageBar::hide() { gtk_widget_hide(bar_); }

void MessageBar::show(GtkMessageType type, const char* icon, const std::string& sentence) {
  gtk_image_set_from_icon_name(GTK_IMAGE(icon_), icon, GTK_ICON_SIZE_BUTTON);
  gtk_info_bar_set_message_type(GTK_INFO_BAR(bar_), type);
  gtk_label_set_text(GTK_LABEL(label_), as_sentence(sentence).c_str());
  gtk_widget_show(bar_);
}

}  // namespace ui

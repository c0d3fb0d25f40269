#include "dialog/buttons.h"

#include "base/translation.h"

namespace ui {

Buttons::Buttons(GtkDialog* dialog, Host& host)
    : dialog_(dialog), pause_(gtk_dialog_add_button(dialog, _("_Pause"), kPause)) {
  gtk_dialog_add_button(dialog, _("Stop and _keep"), kKeep);
  gtk_dialog_add_button(dialog, _("_Cancel"), GTK_RESPONSE_CANCEL);
  // Consent is for one painting; after that there is nothing to consent to. An animation is a new image.
  if (!host.converts_to_rgb() && !host.animation())
    gtk_dialog_add_button(dialog, _("Render and keep tryin_g"), kTry);
  GtkWidget* render = gtk_dialog_add_button(
      dialog, host.converts_to_rgb() ? _("Convert to RGB and _render") : _("_Render"), GTK_RESPONSE_OK);
  gtk_style_context_add_class(gtk_widget_get_style_context(render), GTK_STYLE_CLASS_SUGGESTED_ACTION);
  gtk_dialog_set_default_response(dialog, GTK_RESPONSE_OK);
  for (const int response : {kPause, kKeep}) {
    gtk_widget_set_no_show_all(gtk_dialog_get_widget_for_response(dialog, response), TRUE);
  }
}

void Buttons::show(DialogState state) {
  const bool setting = state == DialogState::kSetting;
  show_paused(false);
  for (const int response : {static_cast<int>(GTK_RESPONSE_OK), static_cast<int>(kTry)}) {
    gtk_dialog_set_response_sensitive(dialog_, response, setting);
  }
  gtk_dialog_set_response_sensitive(dialog_, GTK_RESPONSE_CANCEL, state != DialogState::kWriting);
  for (const int response : {kPause, kKeep}) {
    gtk_widget_set_visible(gtk_dialog_get_widget_for_response(dialog_, response), !setting);
    gtk_dialog_set_response_sensitive(dialog_, response, FALSE);
  }
}

void Buttons::allow_keeping() {
  for (const int response : {kPause, kKeep}) gtk_dialog_set_response_sensitive(dialog_, response, TRUE);
}

void Buttons::show_paused(bool paused) {
  gtk_button_set_label(GTK_BUTTON(pause_), paused ? _("Res_ume") : _("_Pause"));
}

}  // namespace ui

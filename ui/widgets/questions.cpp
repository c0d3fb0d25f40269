#include "widgets/questions.h"

#include <utility>

#include "base/translation.h"
#include "presets/take_text.h"

namespace ui {
namespace {

constexpr int kMargin = 12;
constexpr int kNameCharacters = 30;

using OnResponse = std::function<void(int)>;

GtkWindow* window_of(GtkWidget* widget) { return GTK_WINDOW(gtk_widget_get_toplevel(widget)); }

void respond(GtkWidget* dialog, gint response, gpointer on_response) {
  gtk_widget_hide(dialog);  // the answer may ask the next question
  (*static_cast<OnResponse*>(on_response))(response);
  gtk_widget_destroy(dialog);
}

// "  a  b " → "a  b"
std::string stripped(const char* text) { return presets::take_text(g_strstrip(g_strdup(text))); }

}  // namespace

// Not gtk_dialog_run(): assistive technology gets no answer as long as that has been called from one of its
// requests.
void show_modal(GtkWidget* dialog, std::function<void(int)> on_response) {
  gtk_window_set_modal(GTK_WINDOW(dialog), TRUE);
  gtk_window_set_destroy_with_parent(GTK_WINDOW(dialog), TRUE);
  g_signal_connect_data(
      dialog, "response", G_CALLBACK(respond), new OnResponse(std::move(on_response)),
      [](gpointer function, GClosure*) { delete static_cast<OnResponse*>(function); },
      static_cast<GConnectFlags>(0));
  gtk_window_present(GTK_WINDOW(dialog));
}

void ask_for_name(GtkWidget* widget, const char* title, const std::string& present, const char* button,
                  std::function<void(const std::string&)> on_name) {
  GtkWidget* dialog = gtk_dialog_new_with_buttons(title, window_of(widget), GTK_DIALOG_MODAL, _("_Cancel"),
                                                  GTK_RESPONSE_CANCEL, button, GTK_RESPONSE_OK, nullptr);
  gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_OK);
  GtkWidget* entry = gtk_entry_new();
  gtk_entry_set_text(GTK_ENTRY(entry), present.c_str());
  gtk_entry_set_width_chars(GTK_ENTRY(entry), kNameCharacters);
  gtk_entry_set_activates_default(GTK_ENTRY(entry), TRUE);
  set_accessible_name(entry, _("Name"));
  GtkWidget* row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kMargin);
  g_object_set(row, "margin", kMargin, nullptr);
  gtk_container_add(GTK_CONTAINER(row), make_label(_("_Name"), entry));
  gtk_container_add(GTK_CONTAINER(row), entry);
  gtk_widget_show_all(row);
  gtk_container_add(GTK_CONTAINER(gtk_dialog_get_content_area(GTK_DIALOG(dialog))), row);
  show_modal(dialog, [entry, on_name = std::move(on_name)](int response) {
    const std::string name = stripped(gtk_entry_get_text(GTK_ENTRY(entry)));
    if (response == GTK_RESPONSE_OK && !name.empty()) on_name(name);
  });
}

void ask_whether(GtkWidget* widget, const std::string& question, const std::string& detail,
                 const char* button, std::function<void()> on_yes) {
  GtkWidget* dialog = gtk_message_dialog_new(window_of(widget), GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION,
                                             GTK_BUTTONS_NONE, "%s", question.c_str());
  if (!detail.empty()) {
    gtk_message_dialog_format_secondary_text(GTK_MESSAGE_DIALOG(dialog), "%s", detail.c_str());
  }
  gtk_dialog_add_button(GTK_DIALOG(dialog), _("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button(GTK_DIALOG(dialog), button, GTK_RESPONSE_OK);
  gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_CANCEL);
  show_modal(dialog, [on_yes = std::move(on_yes)](int response) {
    if (response == GTK_RESPONSE_OK) on_yes();
  });
}

}  // namespace ui

#include "file_chooser.h"

#include "picture_pixbuf.h"
#include "translation.h"

namespace ui {
namespace {

constexpr int kPreviewSize = 256;
constexpr int kButtonCharacters = 28;

void update_preview(GtkFileChooser* chooser, gpointer image) {
  gchar* const file = gtk_file_chooser_get_preview_filename(chooser);
  const PixbufHandle preview =
      file && g_file_test(file, G_FILE_TEST_IS_REGULAR) ? load_preview(file, kPreviewSize) : nullptr;
  g_free(file);
  gtk_image_set_from_pixbuf(GTK_IMAGE(image), preview.get());
  gtk_file_chooser_set_preview_widget_active(chooser, preview != nullptr);
}

void add_filters(GtkFileChooser* chooser) {
  GtkFileFilter* pictures = gtk_file_filter_new();
  gtk_file_filter_set_name(pictures, _("Pictures"));
  gtk_file_filter_add_mime_type(pictures, "image/*");
  gtk_file_chooser_add_filter(chooser, pictures);
  GtkFileFilter* all = gtk_file_filter_new();
  gtk_file_filter_set_name(all, _("All files"));
  gtk_file_filter_add_pattern(all, "*");
  gtk_file_chooser_add_filter(chooser, all);
}

// The chooser is a box; what is pressed and what a screen reader finds is the button in it.
void name_inner_button(GtkWidget* child, gpointer name) {
  if (GTK_IS_BUTTON(child)) set_accessible_name(child, static_cast<const char*>(name));
}

}  // namespace

GtkWidget* make_picture_chooser(const char* accessible_name) {
  GtkWidget* dialog = gtk_file_chooser_dialog_new(
      _("Choose the style picture"), nullptr, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Cancel"), GTK_RESPONSE_CANCEL,
      _("_Open"), GTK_RESPONSE_ACCEPT, nullptr);
  gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_ACCEPT);
  GtkFileChooser* const chooser = GTK_FILE_CHOOSER(dialog);
  GtkWidget* preview = gtk_image_new();
  gtk_widget_set_size_request(preview, kPreviewSize, -1);
  gtk_file_chooser_set_preview_widget(chooser, preview);
  gtk_file_chooser_set_use_preview_label(chooser, FALSE);
  gtk_file_chooser_set_preview_widget_active(chooser, FALSE);
  g_signal_connect(chooser, "update-preview", G_CALLBACK(update_preview), preview);
  add_filters(chooser);

  // Else GTK starts with a list of recent files, where a typed path is taken for a search.
  const gchar* pictures = g_get_user_special_dir(G_USER_DIRECTORY_PICTURES);
  gtk_file_chooser_set_current_folder(chooser, pictures ? pictures : g_get_home_dir());

  GtkWidget* button = gtk_file_chooser_button_new_with_dialog(dialog);
  gtk_file_chooser_button_set_width_chars(GTK_FILE_CHOOSER_BUTTON(button), kButtonCharacters);
  gtk_widget_set_hexpand(button, TRUE);
  set_accessible_name(button, accessible_name);
  gtk_container_forall(GTK_CONTAINER(button), name_inner_button, const_cast<char*>(accessible_name));
  return button;
}

std::string chosen_file(GtkWidget* chooser) {
  gchar* const name = gtk_file_chooser_get_filename(GTK_FILE_CHOOSER(chooser));
  const std::string file = name ? name : "";
  g_free(name);
  return file;
}

}  // namespace ui

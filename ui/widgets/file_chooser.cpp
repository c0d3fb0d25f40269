#include "widgets/file_chooser.h"

#include <utility>

#include "base/translation.h"
#include "presets/take_text.h"
#include "widgets/picture_pixbuf.h"
#include "widgets/questions.h"

namespace ui {
namespace {

constexpr int kPreviewSize = 256;

using OnFile = std::function<void(const std::string&)>;

void update_preview(GtkFileChooser* chooser, gpointer image) {
  gchar* const file = gtk_file_chooser_get_preview_filename(chooser);
  const PixbufHandle preview =
      file && g_file_test(file, G_FILE_TEST_IS_REGULAR) ? load_preview(file, kPreviewSize) : nullptr;
  g_free(file);
  gtk_image_set_from_pixbuf(GTK_IMAGE(image), preview.get());
  gtk_file_chooser_set_preview_widget_active(chooser, preview != nullptr);
}

void add_preview(GtkFileChooser* chooser) {
  GtkWidget* preview = gtk_image_new();
  gtk_widget_set_size_request(preview, kPreviewSize, -1);
  gtk_file_chooser_set_preview_widget(chooser, preview);
  gtk_file_chooser_set_use_preview_label(chooser, FALSE);
  gtk_file_chooser_set_preview_widget_active(chooser, FALSE);
  g_signal_connect(chooser, "update-preview", G_CALLBACK(update_preview), preview);
}

GtkFileFilter* add_filter(GtkFileChooser* chooser, const char* name) {
  GtkFileFilter* filter = gtk_file_filter_new();
  gtk_file_filter_set_name(filter, name);
  gtk_file_chooser_add_filter(chooser, filter);
  return filter;
}

GtkWidget* make_dialog(GtkWidget* widget, const char* title) {
  GtkWidget* dialog = gtk_file_chooser_dialog_new(
      title, GTK_WINDOW(gtk_widget_get_toplevel(widget)), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Cancel"),
      GTK_RESPONSE_CANCEL, _("_Open"), GTK_RESPONSE_ACCEPT, nullptr);
  gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_ACCEPT);
  return dialog;
}

void ask(GtkWidget* dialog, OnFile on_file) {
  show_modal(dialog, [dialog, on_file = std::move(on_file)](int response) {
    if (response != GTK_RESPONSE_ACCEPT) return;
    const std::string file = presets::take_text(gtk_file_chooser_get_filename(GTK_FILE_CHOOSER(dialog)));
    if (!file.empty()) on_file(file);
  });
}

}  // namespace

void ask_for_picture(GtkWidget* widget, std::function<void(const std::string&)> on_file) {
  GtkWidget* dialog = make_dialog(widget, _("Choose the style picture"));
  GtkFileChooser* const chooser = GTK_FILE_CHOOSER(dialog);
  add_preview(chooser);
  gtk_file_filter_add_mime_type(add_filter(chooser, _("Pictures")), "image/*");
  gtk_file_filter_add_pattern(add_filter(chooser, _("All files")), "*");
  // Else GTK starts with a list of recent files, where a typed path is taken for a search.
  const gchar* pictures = g_get_user_special_dir(G_USER_DIRECTORY_PICTURES);
  gtk_file_chooser_set_current_folder(chooser, pictures ? pictures : g_get_home_dir());
  ask(dialog, std::move(on_file));
}

void ask_for_preset(GtkWidget* widget, std::function<void(const std::string&)> on_file) {
  GtkWidget* dialog = make_dialog(widget, _("Import a preset"));
  GtkFileChooser* const chooser = GTK_FILE_CHOOSER(dialog);
  gtk_file_filter_add_pattern(add_filter(chooser, _("Presets")), "*.json");
  gtk_file_filter_add_pattern(add_filter(chooser, _("All files")), "*");
  gtk_file_chooser_set_current_folder(chooser, g_get_home_dir());
  ask(dialog, std::move(on_file));
}

void ask_where_to_export(GtkWidget* widget, const std::string& name,
                         std::function<void(const std::string&)> on_file) {
  GtkWidget* dialog = gtk_file_chooser_dialog_new(
      _("Export the preset"), GTK_WINDOW(gtk_widget_get_toplevel(widget)), GTK_FILE_CHOOSER_ACTION_SAVE,
      _("_Cancel"), GTK_RESPONSE_CANCEL, _("_Save"), GTK_RESPONSE_ACCEPT, nullptr);
  gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_ACCEPT);
  GtkFileChooser* const chooser = GTK_FILE_CHOOSER(dialog);
  gtk_file_chooser_set_do_overwrite_confirmation(chooser, TRUE);
  gtk_file_chooser_set_current_folder(chooser, g_get_home_dir());
  gtk_file_chooser_set_current_name(chooser, name.c_str());
  ask(dialog, std::move(on_file));
}

void ask_for_weights(GtkWidget* widget, std::function<void(const std::string&)> on_file) {
  GtkWidget* dialog = make_dialog(widget, _("Choose a weight file"));
  gtk_file_chooser_set_current_folder(GTK_FILE_CHOOSER(dialog), g_get_home_dir());
  ask(dialog, std::move(on_file));
}

}  // namespace ui

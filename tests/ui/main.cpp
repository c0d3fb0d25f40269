// The dialog with a host of files in GIMP's place: works on pictures as GdkPixbuf reads them.
//
// ui_dialog CONTENT.png RESULT.png SETTINGS.txt [--open PICTURE.png]… [--right-to-left] [--mnemonics]
// SETTINGS.txt: "name=value" a line, as core::set_parameters() reads them; read where it exists, and written
// with the style in its first line when the dialog saves its settings. --mnemonics prints the window's, "s
// Size" a line, and ends. Exit code: 0 a result was written, 3 none.
#include <gtk/gtk.h>

#include <cstdio>
#include <string>
#include <vector>

#include "base/error.h"
#include "file_host.h"
#include "ui/dialog.h"
#include "ui/translations.h"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kNoResult = 3;

void print_mnemonic(GtkWidget* widget, gpointer /*data*/) {
  if (GTK_IS_LABEL(widget) && gtk_label_get_mnemonic_keyval(GTK_LABEL(widget)) != GDK_KEY_VoidSymbol) {
    const gunichar key = gdk_keyval_to_unicode(gtk_label_get_mnemonic_keyval(GTK_LABEL(widget)));
    gchar letter[7] = {};
    g_unichar_to_utf8(key, letter);
    std::printf("%s %s\n", letter, gtk_label_get_text(GTK_LABEL(widget)));
  }
  if (GTK_IS_CONTAINER(widget)) gtk_container_forall(GTK_CONTAINER(widget), print_mnemonic, nullptr);
}

// Once the dialog is there.
gboolean print_mnemonics(gpointer /*data*/) {
  GList* const windows = gtk_window_list_toplevels();
  for (GList* at = windows; at; at = at->next) {
    if (!GTK_IS_DIALOG(at->data)) continue;
    print_mnemonic(GTK_WIDGET(at->data), nullptr);
    gtk_window_close(GTK_WINDOW(at->data));
  }
  g_list_free(windows);
  return G_SOURCE_REMOVE;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 3) return kWrongUsage;
  ui::load_translations();
  test::FileHost host(arguments[0], arguments[1], arguments[2]);
  for (std::size_t i = 3; i < arguments.size(); ++i) {
    if (arguments[i] == "--open" && i + 1 < arguments.size()) host.open(arguments[++i]);
    if (arguments[i] == "--mnemonics") g_timeout_add_seconds(1, print_mnemonics, nullptr);
    if (arguments[i] == "--right-to-left") {
      gtk_init(nullptr, nullptr);
      gtk_widget_set_default_direction(GTK_TEXT_DIR_RTL);
    }
  }
  try {
    return ui::run_dialog(host) ? 0 : kNoResult;
  } catch (const base::Error& error) {
    std::fprintf(stderr, "ui_dialog: %s\n", error.what());
    return kFailed;
  }
}

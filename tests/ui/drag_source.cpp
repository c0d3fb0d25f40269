// A window from which one file can be dragged: drag_source FILE-URI. For tests that drop it elsewhere.
#include <gtk/gtk.h>

int main(int argc, char** argv) {
  if (argc != 2 || !gtk_init_check(nullptr, nullptr)) return 1;
  GtkWidget* window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  gtk_window_set_title(GTK_WINDOW(window), "Drag source");
  GtkWidget* handle = gtk_event_box_new();
  gtk_container_add(GTK_CONTAINER(handle), gtk_label_new("drag me"));
  gtk_widget_set_size_request(handle, 100, 60);
  gtk_container_add(GTK_CONTAINER(window), handle);
  gtk_drag_source_set(handle, GDK_BUTTON1_MASK, nullptr, 0, GDK_ACTION_COPY);
  gtk_drag_source_add_uri_targets(handle);
  g_signal_connect(
      handle, "drag-data-get",
      G_CALLBACK(+[](GtkWidget*, GdkDragContext*, GtkSelectionData* data, guint, guint, gpointer uri) {
        gchar* uris[2] = {};
        uris[0] = static_cast<gchar*>(uri);
        gtk_selection_data_set_uris(data, uris);
      }),
      argv[1]);
  g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), nullptr);
  gtk_widget_show_all(window);
  gtk_main();
  return 0;
}

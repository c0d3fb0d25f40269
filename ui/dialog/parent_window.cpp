#include "dialog/parent_window.h"

#include <gdk/gdk.h>
#ifdef GDK_WINDOWING_X11
#include <gdk/gdkx.h>
#endif

#include "base/error.h"
#include "base/translation.h"

namespace ui {

void open_display() {
  gdk_set_allowed_backends("x11,*");  // under Wayland, too, GIMP 2.10 runs on X
  if (!gtk_init_check(nullptr, nullptr))
    throw base::Error(_("the dialog cannot be shown: there is no display"));
}

void set_transient_for(GtkWidget* dialog, unsigned long parent) {
#ifdef GDK_WINDOWING_X11
  GdkDisplay* const display = gtk_widget_get_display(dialog);
  if (parent == 0 || !GDK_IS_X11_DISPLAY(display)) return;
  gtk_widget_realize(dialog);
  GdkWindow* const window = gdk_x11_window_foreign_new_for_display(display, parent);
  if (!window) return;
  gdk_window_set_transient_for(gtk_widget_get_window(dialog), window);
  g_object_unref(window);
#else
  (void)dialog;
  (void)parent;
#endif
}

}  // namespace ui

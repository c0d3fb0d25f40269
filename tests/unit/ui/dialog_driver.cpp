#include "dialog_driver.h"

#include <cstdio>
#include <cstdlib>

namespace test {
namespace {

using Visit = std::function<void(GtkWidget*)>;

void visit_all(GtkWidget* widget, const Visit& visit) {
  visit(widget);
  if (!GTK_IS_CONTAINER(widget)) return;
  gtk_container_forall(
      GTK_CONTAINER(widget),
      [](GtkWidget* child, gpointer data) { visit_all(child, *static_cast<const Visit*>(data)); },
      const_cast<Visit*>(&visit));
}

GtkWidget* dialog_window() {
  GList* windows = gtk_window_list_toplevels();
  GtkWidget* found = nullptr;
  for (GList* at = windows; at; at = at->next) {
    if (g_strcmp0(gtk_window_get_title(GTK_WINDOW(at->data)), "Style Transfer") == 0) {
      found = GTK_WIDGET(at->data);
    }
  }
  g_list_free(windows);
  return found;
}

}  // namespace

GtkWidget* find_widget(const std::string& accessible_name) {
  GtkWidget* const window = dialog_window();
  GtkWidget* found = nullptr;
  if (!window) return found;
  visit_all(window, [&](GtkWidget* widget) {
    const bool label = GTK_IS_LABEL(widget);  // has the name of what it labels
    if (!label && accessible_name == (atk_object_get_name(gtk_widget_get_accessible(widget)) ?: "")) {
      found = widget;
    }
  });
  return found;
}

void press(const std::string& button) { gtk_button_clicked(GTK_BUTTON(find_widget(button))); }

void choose_style(const std::string& name) {
  GtkWidget* const entry = find_widget(name);
  gtk_flow_box_select_child(GTK_FLOW_BOX(gtk_widget_get_parent(entry)), GTK_FLOW_BOX_CHILD(entry));
}

void choose_no_style() { gtk_flow_box_unselect_all(GTK_FLOW_BOX(find_widget("Styles"))); }

bool is_sensitive(const std::string& accessible_name) {
  return gtk_widget_is_sensitive(find_widget(accessible_name));
}

std::string visible_text() {
  std::string text;
  if (!dialog_window()) return text;
  visit_all(dialog_window(), [&](GtkWidget* widget) {
    if (GTK_IS_LABEL(widget) && gtk_widget_get_mapped(widget)) {
      text += std::string(gtk_label_get_text(GTK_LABEL(widget))) + "\n";
    }
  });
  return text;
}

bool shows(const std::string& text) { return visible_text().find(text) != std::string::npos; }

void set_split(double value) { gtk_range_set_value(GTK_RANGE(find_widget("Before and after")), value); }

double split() { return gtk_range_get_value(GTK_RANGE(find_widget("Before and after"))); }

void set_number(const char* accessible_name, double value) {
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(find_widget(accessible_name)), value);
}

void set_size(int pixels) {
  gtk_combo_box_set_active_id(GTK_COMBO_BOX(find_widget("Size")), "custom");
  set_number("Size in pixels", pixels);
}

void set_active(const char* accessible_name, bool active) {
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(find_widget(accessible_name)), active);
}

bool busy() { return shows("Refining") || shows("Painting the preview"); }

Drawing drawing_of(const std::string& accessible_name) {
  GtkWidget* const widget = find_widget(accessible_name);
  const int width = gtk_widget_get_allocated_width(widget);
  const int height = gtk_widget_get_allocated_height(widget);
  Drawing pixels(static_cast<std::size_t>(width) * height);
  cairo_surface_t* const surface = cairo_image_surface_create_for_data(
      reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_ARGB32, width, height, 4 * width);
  cairo_t* const context = cairo_create(surface);
  gtk_widget_draw(widget, context);
  cairo_destroy(context);
  cairo_surface_destroy(surface);
  return pixels;
}

void press_key(const std::string& accessible_name, guint key) {
  GtkWidget* const widget = find_widget(accessible_name);
  for (const GdkEventType type : {GDK_KEY_PRESS, GDK_KEY_RELEASE}) {
    GdkEvent* const event = gdk_event_new(type);
    event->key.window = GDK_WINDOW(g_object_ref(gtk_widget_get_window(widget)));
    event->key.keyval = key;
    gdk_event_set_device(event,
                         gdk_seat_get_keyboard(gdk_display_get_default_seat(gdk_display_get_default())));
    gtk_widget_event(widget, event);
    gdk_event_free(event);
  }
}

void click(const std::string& accessible_name, double x, double y) {
  GtkWidget* const widget = find_widget(accessible_name);
  for (const GdkEventType type : {GDK_BUTTON_PRESS, GDK_BUTTON_RELEASE}) {
    GdkEvent* const event = gdk_event_new(type);
    event->button.window = GDK_WINDOW(g_object_ref(gtk_widget_get_window(widget)));
    event->button.button = GDK_BUTTON_PRIMARY;
    event->button.x = x * gtk_widget_get_allocated_width(widget);
    event->button.y = y * gtk_widget_get_allocated_height(widget);
    gdk_event_set_device(event,
                         gdk_seat_get_pointer(gdk_display_get_default_seat(gdk_display_get_default())));
    gtk_widget_event(widget, event);
    gdk_event_free(event);
  }
}

void scroll(const std::string& accessible_name, double x, double y, int steps) {
  GtkWidget* const widget = find_widget(accessible_name);
  for (int i = 0; i < std::abs(steps); ++i) {
    GdkEvent* const event = gdk_event_new(GDK_SCROLL);
    event->scroll.window = GDK_WINDOW(g_object_ref(gtk_widget_get_window(widget)));
    event->scroll.direction = steps > 0 ? GDK_SCROLL_UP : GDK_SCROLL_DOWN;
    event->scroll.x = x * gtk_widget_get_allocated_width(widget);
    event->scroll.y = y * gtk_widget_get_allocated_height(widget);
    gdk_event_set_device(event,
                         gdk_seat_get_pointer(gdk_display_get_default_seat(gdk_display_get_default())));
    gtk_widget_event(widget, event);
    gdk_event_free(event);
  }
}

void pinch(const std::string& accessible_name, double x, double y, double scale) {
  constexpr double kApart = 20;
  GtkWidget* const widget = find_widget(accessible_name);
  GdkDevice* const pointer = gdk_seat_get_pointer(gdk_display_get_default_seat(gdk_display_get_default()));
  const auto touch = [&](GdkEventType type, guint finger, double apart) {
    GdkEvent* const event = gdk_event_new(type);
    event->touch.window = GDK_WINDOW(g_object_ref(gtk_widget_get_window(widget)));
    event->touch.sequence = static_cast<GdkEventSequence*>(GUINT_TO_POINTER(finger));
    event->touch.emulating_pointer = finger == 1;
    event->touch.x = x * gtk_widget_get_allocated_width(widget) + (finger == 1 ? -apart : apart);
    event->touch.y = y * gtk_widget_get_allocated_height(widget);
    gdk_event_set_device(event, pointer);
    gdk_event_set_source_device(event, pointer);
    gtk_widget_event(widget, event);
    gdk_event_free(event);
  };
  for (const guint finger : {1U, 2U}) touch(GDK_TOUCH_BEGIN, finger, kApart);
  for (const guint finger : {1U, 2U}) touch(GDK_TOUCH_UPDATE, finger, kApart * scale);
  for (const guint finger : {1U, 2U}) touch(GDK_TOUCH_END, finger, kApart * scale);
}

void close_window() { gtk_window_close(GTK_WINDOW(dialog_window())); }

Driver::Driver(int seconds) {
  timer_ = g_timeout_add(
      10,
      [](gpointer data) -> gboolean {
        auto& steps = static_cast<Driver*>(data)->steps_;
        if (!steps.empty() && dialog_window()) {
          const std::function<bool()> step = steps.front();
          if (step()) steps.pop_front();
        }
        return G_SOURCE_CONTINUE;
      },
      this);
  watchdog_ = g_timeout_add_seconds(
      static_cast<guint>(seconds),
      [](gpointer data) -> gboolean {
        std::fprintf(stderr, "the dialog hangs, %zu steps from the end; it shows:\n%s",
                     static_cast<Driver*>(data)->steps_.size(), visible_text().c_str());
        std::exit(1);
      },
      this);
}

Driver::~Driver() {
  g_source_remove(timer_);
  g_source_remove(watchdog_);
}

Driver& Driver::until(std::function<bool()> step) {
  steps_.push_back(std::move(step));
  return *this;
}

Driver& Driver::then(std::function<void()> step) {
  return until([step = std::move(step)] {
    step();
    return true;
  });
}

Driver& finished(Driver& driver) {
  return driver.until([] { return busy(); }).until([] { return !busy(); });
}

}  // namespace test

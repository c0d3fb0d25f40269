// What pointer, wheel, fingers and keys do to the preview.
#include <algorithm>
#include <cmath>

#include "preview/preview_view.h"

namespace ui {
namespace {

constexpr double kCrossStep = 0.02;
constexpr double kZoomStep = 1.25;

PreviewView* view_of(gpointer self) { return static_cast<PreviewView*>(self); }

}  // namespace

void PreviewView::connect() {
  g_signal_connect(area_, "draw", G_CALLBACK(+[](GtkWidget*, cairo_t* context, gpointer self) -> gboolean {
                     view_of(self)->draw(context);
                     return TRUE;
                   }),
                   this);
  g_signal_connect(area_, "realize",
                   G_CALLBACK(+[](GtkWidget*, gpointer self) { view_of(self)->update_cursor(); }), this);
  g_signal_connect(area_, "button-press-event",
                   G_CALLBACK(+[](GtkWidget* area, GdkEventButton* event, gpointer self) -> gboolean {
                     if (event->type != GDK_BUTTON_PRESS) return FALSE;
                     auto* const view = view_of(self);
                     const bool moves = event->button == GDK_BUTTON_MIDDLE || view->holds_space_;
                     if (!moves && event->button != GDK_BUTTON_PRIMARY) return FALSE;
                     gtk_widget_grab_focus(area);
                     view->pointer_x_ = event->x;
                     view->pointer_y_ = event->y;
                     if (moves) {
                       view->drag_ = Drag::kPicture;
                     } else {
                       view->press(event->x, event->y);
                     }
                     return TRUE;
                   }),
                   this);
  g_signal_connect(area_, "motion-notify-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEventMotion* event, gpointer self) -> gboolean {
                     view_of(self)->move_pointer(event->x, event->y);
                     return TRUE;
                   }),
                   this);
  g_signal_connect(area_, "button-release-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEventButton*, gpointer self) -> gboolean {
                     view_of(self)->drag_ = Drag::kNone;
                     return TRUE;
                   }),
                   this);
  g_signal_connect(
      area_, "key-press-event", G_CALLBACK(+[](GtkWidget*, GdkEventKey* event, gpointer self) -> gboolean {
        auto* const view = view_of(self);
        if (view->zoom_by_key(event->keyval)) return TRUE;
        return view->choosing_ ? view->choose_by_key(event->keyval) : view->move_split_by_key(event->keyval);
      }),
      this);
  g_signal_connect_swapped(split_, "value-changed", G_CALLBACK(gtk_widget_queue_draw), area_);
}

void PreviewView::connect_zoom() {
  g_signal_connect(area_, "scroll-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEventScroll* event, gpointer self) -> gboolean {
                     return view_of(self)->scroll(*event);
                   }),
                   this);
  g_signal_connect(area_, "key-release-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEventKey* event, gpointer self) -> gboolean {
                     return view_of(self)->release_key(event->keyval);
                   }),
                   this);
  pinch_ = gtk_gesture_zoom_new(area_);
  // Before the other handlers, which take a first finger for the pointer, and it from the gesture.
  gtk_event_controller_set_propagation_phase(GTK_EVENT_CONTROLLER(pinch_), GTK_PHASE_TARGET);
  g_signal_connect(pinch_, "begin", G_CALLBACK(+[](GtkGesture*, GdkEventSequence*, gpointer self) {
                     view_of(self)->drag_ = Drag::kNone;  // which the first finger began
                     view_of(self)->pinched_from_ = view_of(self)->zoom_.factor();
                   }),
                   this);
  g_signal_connect(pinch_, "scale-changed", G_CALLBACK(+[](GtkGesture* pinch, gdouble scale, gpointer self) {
                     double x = 0;
                     double y = 0;
                     if (!gtk_gesture_get_bounding_box_center(pinch, &x, &y)) return;
                     view_of(self)->zoom_to(view_of(self)->pinched_from_ * scale, x, y);
                   }),
                   this);
}

void PreviewView::zoom_to(double factor, double x, double y) {
  zoom_.to(factor, x, y, fit(), width(), height());
  gtk_widget_queue_draw(area_);
}

bool PreviewView::scroll(const GdkEventScroll& event) {
  double steps = 0;
  if (event.direction == GDK_SCROLL_SMOOTH) {
    steps = -event.delta_y;
  } else if (event.direction == GDK_SCROLL_UP || event.direction == GDK_SCROLL_DOWN) {
    steps = event.direction == GDK_SCROLL_UP ? 1 : -1;
  }
  if (steps == 0) return false;
  zoom_to(zoom_.factor() * std::pow(kZoomStep, steps), event.x, event.y);
  return true;
}

bool PreviewView::zoom_by_key(guint key) {
  switch (key) {
    case GDK_KEY_plus:
    case GDK_KEY_equal:  // plus without Shift, on many keyboards
    case GDK_KEY_KP_Add:
      zoom_to(zoom_.factor() * kZoomStep, width() / 2, height() / 2);
      return true;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_to(zoom_.factor() / kZoomStep, width() / 2, height() / 2);
      return true;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      zoom_.reset();
      gtk_widget_queue_draw(area_);
      return true;
    case GDK_KEY_1:
    case GDK_KEY_KP_1: {
      const Rectangle whole = fit();
      const Picture& picture = after_.surface ? after_ : before_;
      const double dots = picture.pixels.width * part_.width / gtk_widget_get_scale_factor(area_);
      if (whole.width > 0) zoom_to(dots / whole.width, width() / 2, height() / 2);
      return true;
    }
    default:
      return false;
  }
}

void PreviewView::move_pointer(double x, double y) {
  if (drag_ == Drag::kSplit) move_split(x);
  if (drag_ != Drag::kPicture) return;
  zoom_.move(x - pointer_x_, y - pointer_y_, fit(), width(), height());
  pointer_x_ = x;
  pointer_y_ = y;
  space_moved_ = true;
  gtk_widget_queue_draw(area_);
}

bool PreviewView::release_key(guint key) {
  if (key != GDK_KEY_space || !holds_space_) return false;
  holds_space_ = false;
  drag_ = Drag::kNone;
  if (!space_moved_) swap_all();
  return true;
}

void PreviewView::move_split(double x) {
  const Rectangle place = this->place();
  if (place.width <= 0) return;
  const double share = (x - place.x) / place.width;
  const bool mirrored = gtk_widget_get_direction(area_) == GTK_TEXT_DIR_RTL;
  gtk_adjustment_set_value(split_, kAll * (mirrored ? 1 - share : share));
}

void PreviewView::press(double x, double y) {
  if (!choosing_) {
    drag_ = Drag::kSplit;
    move_split(x);
    return;
  }
  const Rectangle place = this->place();
  if (place.width <= 0) return;
  cross_ = {std::clamp((x - place.x) / place.width, 0.0, 1.0),
            std::clamp((y - place.y) / place.height, 0.0, 1.0)};
  on_place_(cross_);
}

bool PreviewView::choose_by_key(guint key) {
  switch (key) {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      cross_.x = std::max(cross_.x - kCrossStep, 0.0);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      cross_.x = std::min(cross_.x + kCrossStep, 1.0);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      cross_.y = std::max(cross_.y - kCrossStep, 0.0);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      cross_.y = std::min(cross_.y + kCrossStep, 1.0);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      on_place_(cross_);
      return true;
    default:
      return move_split_by_key(key);
  }
  gtk_widget_queue_draw(area_);
  return true;
}

bool PreviewView::move_split_by_key(guint key) {
  const bool mirrored = gtk_widget_get_direction(area_) == GTK_TEXT_DIR_RTL;
  const double value = gtk_adjustment_get_value(split_);
  switch (key) {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      gtk_adjustment_set_value(split_, mirrored ? value + kKeyStep : value - kKeyStep);
      return true;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      gtk_adjustment_set_value(split_, mirrored ? value - kKeyStep : value + kKeyStep);
      return true;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      gtk_adjustment_set_value(split_, 0);
      return true;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      gtk_adjustment_set_value(split_, kAll);
      return true;
    case GDK_KEY_space:  // held, it moves the picture; let go, it changes like b
      if (!holds_space_) space_moved_ = false;
      holds_space_ = true;
      return true;
    case GDK_KEY_b:
      swap_all();
      return true;
    default:
      return false;
  }
}

void PreviewView::swap_all() {
  gtk_adjustment_set_value(split_, gtk_adjustment_get_value(split_) > 0 ? 0 : kAll);
}

}  // namespace ui

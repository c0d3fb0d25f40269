#include "preview/preview_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr int kLeastWidth = 320;
constexpr int kLeastHeight = 240;
constexpr double kAll = 100;
constexpr double kKeyStep = 2;
constexpr double kLineWidth = 2;
constexpr double kGripRadius = 6;
constexpr double kCrossStep = 0.02;
constexpr double kCrossArm = 16;
constexpr double kZoomStep = 1.25;

PreviewView* view_of(gpointer self) { return static_cast<PreviewView*>(self); }

void set_theme_colour(cairo_t* context, GtkStyleContext* style, const char* name) {
  GdkRGBA colour{};
  if (!gtk_style_context_lookup_color(style, name, &colour)) {
    gtk_style_context_get_color(style, gtk_style_context_get_state(style), &colour);
  }
  gdk_cairo_set_source_rgba(context, &colour);
}

// Twice: the wider one in the background's colour keeps it apart from any picture.
template <typename Outline>
void draw_twice(cairo_t* context, GtkWidget* area, Outline outline) {
  GtkStyleContext* const style = gtk_widget_get_style_context(area);
  set_theme_colour(context, style, "theme_bg_color");
  outline(kLineWidth + 2);
  set_theme_colour(context, style, "theme_fg_color");
  outline(kLineWidth);
}

}  // namespace

void PreviewView::Picture::set(Pixels new_pixels) {
  surface.reset();
  pixels = std::move(new_pixels);
  if (pixels.empty()) return;
  surface.reset(cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.argb.data()),
                                                    CAIRO_FORMAT_ARGB32, pixels.width, pixels.height,
                                                    pixels.width * static_cast<int>(sizeof(std::uint32_t))));
}

PreviewView::PreviewView(std::function<void(const Place&)> on_place)
    : area_(gtk_drawing_area_new()),
      split_(gtk_adjustment_new(kAll / 2, 0, kAll, kKeyStep, kKeyStep * 5, 0)),
      on_place_(std::move(on_place)) {
  g_object_ref_sink(split_);
  g_object_ref(area_);
  gtk_widget_set_size_request(area_, kLeastWidth, kLeastHeight);
  gtk_widget_set_hexpand(area_, TRUE);
  gtk_widget_set_vexpand(area_, TRUE);
  gtk_widget_set_can_focus(area_, TRUE);
  gtk_widget_add_events(area_, GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK | GDK_BUTTON1_MOTION_MASK |
                                   GDK_BUTTON2_MOTION_MASK | GDK_KEY_PRESS_MASK | GDK_KEY_RELEASE_MASK |
                                   GDK_SCROLL_MASK | GDK_SMOOTH_SCROLL_MASK | GDK_TOUCHPAD_GESTURE_MASK);
  gtk_widget_set_tooltip_text(
      area_, _("Drag the line between before and after, or press Space. The wheel zooms, the "
               "middle button moves."));
  set_accessible_name(area_, _("Preview"));
  connect();
  connect_zoom();
}

PreviewView::~PreviewView() {
  g_object_unref(pinch_);
  g_signal_handlers_disconnect_by_data(area_, this);
  g_signal_handlers_disconnect_by_data(split_, this);
  g_object_unref(area_);
  g_object_unref(split_);
}

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
  g_signal_connect(pinch_, "begin", G_CALLBACK(+[](GtkGesture*, GdkEventSequence*, gpointer self) {
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

void PreviewView::set_before(Pixels pixels) {
  before_.set(std::move(pixels));
  gtk_widget_queue_draw(area_);
}

void PreviewView::set_after(Pixels pixels) {
  after_.set(std::move(pixels));
  gtk_widget_queue_draw(area_);
}

void PreviewView::set_part(const Part& part) {
  part_ = part;
  gtk_widget_queue_draw(area_);
}

void PreviewView::set_dot_for_dot(bool dot_for_dot) {
  dot_for_dot_ = dot_for_dot;
  gtk_widget_queue_draw(area_);
}

void PreviewView::choose_place(bool choosing) {
  choosing_ = choosing;
  if (choosing) cross_ = middle_of_view();
  if (choosing) gtk_widget_grab_focus(area_);
  gtk_widget_queue_draw(area_);
  update_cursor();
}

PreviewView::Place PreviewView::middle_of_view() const {
  const Rectangle place = this->place();
  if (zoom_.factor() == 1 || place.width <= 0) return cross_;
  return {(width() / 2 - place.x) / place.width, (height() / 2 - place.y) / place.height};
}

core::Size PreviewView::screen_size() const {
  const int scale = gtk_widget_get_scale_factor(area_);
  return {gtk_widget_get_allocated_width(area_) * scale, gtk_widget_get_allocated_height(area_) * scale};
}

Rectangle PreviewView::fit() const {
  const double width = this->width(), height = this->height();
  const double picture_width = before_.pixels.width * part_.width;
  const double picture_height = before_.pixels.height * part_.height;
  if (!dot_for_dot_) return fit_into(picture_width, picture_height, width, height);
  const double scale = gtk_widget_get_scale_factor(area_);
  // On whole pixels of the screen, else it is blurred.
  const double x = std::round((width * scale - picture_width) / 2) / scale;
  const double y = std::round((height * scale - picture_height) / 2) / scale;
  return {x, y, picture_width / scale, picture_height / scale};
}

Rectangle PreviewView::place() const { return zoom_.apply(fit(), width(), height()); }

double PreviewView::split_x(const Rectangle& place) const {
  const double share = gtk_adjustment_get_value(split_) / kAll;
  const bool mirrored = gtk_widget_get_direction(area_) == GTK_TEXT_DIR_RTL;
  return place.x + place.width * (mirrored ? 1 - share : share);
}

void PreviewView::move_split(double x) {
  const Rectangle place = this->place();
  if (place.width <= 0) return;
  const double share = (x - place.x) / place.width;
  const bool mirrored = gtk_widget_get_direction(area_) == GTK_TEXT_DIR_RTL;
  gtk_adjustment_set_value(split_, kAll * (mirrored ? 1 - share : share));
}

void PreviewView::draw(cairo_t* context) const {
  GtkStyleContext* const style = gtk_widget_get_style_context(area_);
  const double width = gtk_widget_get_allocated_width(area_);
  const double height = gtk_widget_get_allocated_height(area_);
  gtk_render_background(style, context, 0, 0, width, height);
  const Rectangle place = this->place();
  if (place.width <= 0) return;
  const bool mirrored = gtk_widget_get_direction(area_) == GTK_TEXT_DIR_RTL;
  const double line = split_x(place);
  if (!after_.surface) {
    draw_picture(context, before_, place);
  } else {
    for (const bool before : {true, false}) {
      const bool left = before != mirrored;
      cairo_save(context);
      cairo_rectangle(context, left ? place.x : line, place.y,
                      left ? line - place.x : place.x + place.width - line, place.height);
      cairo_clip(context);
      draw_picture(context, before ? before_ : after_, place);
      cairo_restore(context);
    }
    draw_split(context, place);
  }
  if (choosing_) draw_cross(context, place);
  if (gtk_widget_has_visible_focus(area_)) gtk_render_focus(style, context, 1, 1, width - 2, height - 2);
}

void PreviewView::draw_picture(cairo_t* context, const Picture& picture, const Rectangle& place) const {
  cairo_save(context);
  cairo_rectangle(context, place.x, place.y, place.width, place.height);
  cairo_clip(context);
  const double scale = place.width / (picture.pixels.width * part_.width);
  cairo_translate(context, place.x, place.y);
  cairo_scale(context, scale, place.height / (picture.pixels.height * part_.height));
  cairo_set_source_surface(context, picture.surface.get(), -part_.x * picture.pixels.width,
                           -part_.y * picture.pixels.height);
  cairo_pattern_set_filter(cairo_get_source(context),
                           dot_for_dot_ ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD);
  cairo_paint(context);
  cairo_restore(context);
}

void PreviewView::draw_split(cairo_t* context, const Rectangle& place) const {
  const double x = split_x(place);
  draw_twice(context, area_, [&](double width) {
    cairo_new_path(context);
    cairo_rectangle(context, x - width / 2, place.y, width, place.height);
    cairo_fill(context);
    cairo_arc(context, x, place.y + place.height / 2, kGripRadius + (width - kLineWidth) / 2, 0, 2 * G_PI);
    cairo_fill(context);
  });
}

void PreviewView::draw_cross(cairo_t* context, const Rectangle& place) const {
  const double x = place.x + cross_.x * place.width;
  const double y = place.y + cross_.y * place.height;
  draw_twice(context, area_, [&](double width) {
    const double end = kCrossArm + (width - kLineWidth) / 2;
    cairo_new_path(context);
    cairo_rectangle(context, x - width / 2, y - end, width, 2 * end);
    cairo_rectangle(context, x - end, y - width / 2, 2 * end, width);
    cairo_fill(context);
  });
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

void PreviewView::update_cursor() {
  GdkWindow* const window = gtk_widget_get_window(area_);
  if (!window) return;
  GdkCursor* const cursor =
      gdk_cursor_new_from_name(gtk_widget_get_display(area_), choosing_ ? "crosshair" : "col-resize");
  gdk_window_set_cursor(window, cursor);
  if (cursor) g_object_unref(cursor);
}

}  // namespace ui

#include "preview/preview_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr int kLeastWidth = 320;
constexpr int kLeastHeight = 240;
constexpr double kLineWidth = 2;
constexpr double kGripRadius = 6;
constexpr double kCrossArm = 16;

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

void PreviewView::update_cursor() {
  GdkWindow* const window = gtk_widget_get_window(area_);
  if (!window) return;
  GdkCursor* const cursor =
      gdk_cursor_new_from_name(gtk_widget_get_display(area_), choosing_ ? "crosshair" : "col-resize");
  gdk_window_set_cursor(window, cursor);
  if (cursor) g_object_unref(cursor);
}

}  // namespace ui

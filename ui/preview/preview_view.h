// Draws a picture before and after, with a split line between them that is dragged or moved by keys.
//
// The picture is as large as it fits, or dot for dot; sharp on screens of any scale. Before is where reading
// begins: left of the line, right of it in right-to-left languages. The line's place belongs to an adjustment
// (0: only after … 100: only before), which a scale beside the view shares; keys: Left, Right, Home, End, and
// Space or b to change between all before and all after. A place is chosen by a click, or by a cross that the
// arrow keys move and Return. Wheel, two fingers, + and - zoom, 0 shows the whole, 1 a pixel on a pixel of the
// screen; the middle button, or any while Space is held, moves what is zoomed. Colours are the theme's.
#pragma once

#include <functional>

#include "preview/preview_layout.h"
#include "preview/zoom.h"
#include "ui/pixels.h"
#include "widgets/widgets.h"

namespace ui {

class PreviewView {
 public:
  // In fractions of what is shown.
  struct Place {
    double x = 0.5;
    double y = 0.5;
  };
  // `on_place`: the user has chosen a place; see choose_place().
  explicit PreviewView(std::function<void(const Place&)> on_place);
  ~PreviewView();
  PreviewView(const PreviewView&) = delete;  // GTK's callbacks know its address
  PreviewView& operator=(const PreviewView&) = delete;

  GtkWidget* widget() const { return area_; }
  GtkAdjustment* split() const { return split_; }

  // Both show the same; each may have its own resolution. Empty: nothing there yet.
  void set_before(Pixels pixels);
  void set_after(Pixels pixels);
  void forget_after() { set_after({}); }
  // Of both pictures.
  void set_part(const Part& part);
  // One pixel of the picture on one of the screen.
  void set_dot_for_dot(bool dot_for_dot);
  // While true, a place is chosen instead of moving the line; the view takes the focus for it.
  void choose_place(bool choosing);
  // In pixels of the screen.
  core::Size screen_size() const;

 private:
  // Of the split's adjustment.
  static constexpr double kAll = 100;
  static constexpr double kKeyStep = 2;

  struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  };
  struct Picture {
    Pixels pixels;  // which the surface draws
    std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface;

    void set(Pixels new_pixels);
  };

  void connect();
  void connect_zoom();
  Rectangle fit() const;
  Rectangle place() const;
  double width() const { return gtk_widget_get_allocated_width(area_); }
  double height() const { return gtk_widget_get_allocated_height(area_); }
  void zoom_to(double factor, double x, double y);
  bool zoom_by_key(guint key);
  bool scroll(const GdkEventScroll& event);
  void move_pointer(double x, double y);
  bool release_key(guint key);
  double split_x(const Rectangle& place) const;
  void move_split(double x);
  void draw(cairo_t* context) const;
  void draw_picture(cairo_t* context, const Picture& picture, const Rectangle& place) const;
  void draw_split(cairo_t* context, const Rectangle& place) const;
  void draw_cross(cairo_t* context, const Rectangle& place) const;
  void press(double x, double y);
  bool move_split_by_key(guint key);
  bool choose_by_key(guint key);
  void swap_all();
  // Where a zoomed picture is looked at; else where the cross was.
  Place middle_of_view() const;
  void update_cursor();

  GtkWidget* area_;
  GtkAdjustment* split_;
  std::function<void(const Place&)> on_place_;
  Picture before_;
  Picture after_;
  Part part_;
  Place cross_;
  bool dot_for_dot_ = false;
  Zoom zoom_;
  GtkGesture* pinch_;
  double pinched_from_ = 1;  // the zoom's factor at the pinch's begin
  bool choosing_ = false;
  enum class Drag { kNone, kSplit, kPicture } drag_ = Drag::kNone;
  double pointer_x_ = 0;  // where the picture was taken
  double pointer_y_ = 0;
  bool holds_space_ = false;
  bool space_moved_ = false;  // then letting it go changes nothing
};

}  // namespace ui

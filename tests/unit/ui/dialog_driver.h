// Works the dialog as a user would, from a timer inside its main loop: presses buttons, reads what is shown.
#pragma once

#include <gtk/gtk.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace test {

// Iterations: a render that does not end by itself.
constexpr int kForEver = 100000;

// By accessible name, in the window titled "Style Transfer"; null if there is none.
GtkWidget* find_widget(const std::string& accessible_name);
void press(const std::string& button);
// An entry of the style chooser, by its name; or none.
void choose_style(const std::string& name);
void choose_no_style();
bool is_sensitive(const std::string& accessible_name);
// Every visible label's text, one a line.
std::string visible_text();
bool shows(const std::string& text);
using Drawing = std::vector<std::uint32_t>;
// What the widget draws, pixel by pixel.
Drawing drawing_of(const std::string& accessible_name);
// The preview's line: 0 shows only the picture after, 100 only that before.
void set_split(double value);
double split();
void set_number(const char* accessible_name, double value);
// By the number for any size.
void set_size(int pixels);
void set_active(const char* accessible_name, bool active);
// The preview is being painted.
bool busy();
// To the widget itself, as if it had the focus.
void press_key(const std::string& accessible_name, guint key);
// At fractions of the widget's size.
void click(const std::string& accessible_name, double x, double y);
// Turns the wheel at (x, y), fractions of the widget; up is positive.
void scroll(const std::string& accessible_name, double x, double y, int steps);
// Two fingers on a touch screen, left and right of (x, y), fractions of the widget, whose distance changes by
// `scale`.
void pinch(const std::string& accessible_name, double x, double y, double scale);
// As the window manager's close button, or Esc, does.
void close_window();

// Runs the steps in turn, each again and again until it returns true. After `seconds` it ends the test
// program.
class Driver {
 public:
  explicit Driver(int seconds = 60);
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  Driver& until(std::function<bool()> step);
  Driver& then(std::function<void()> step);
  bool done() const { return steps_.empty(); }

 private:
  std::deque<std::function<bool()>> steps_;
  guint timer_;
  guint watchdog_;
};

// Waits until the preview has started and finished.
Driver& finished(Driver& driver);

}  // namespace test

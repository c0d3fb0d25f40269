// Works the dialog as a user would, from a timer inside its main loop: presses buttons, reads what is shown.
#pragma once

#include <gtk/gtk.h>

#include <deque>
#include <functional>
#include <string>

namespace test {

// By accessible name, in the window titled "Style Transfer"; null if there is none.
GtkWidget* find_widget(const std::string& accessible_name);
void press(const std::string& button);
bool is_sensitive(const std::string& accessible_name);
// Every visible label's text, one a line.
std::string visible_text();
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

}  // namespace test

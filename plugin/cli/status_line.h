// A line on the standard output that is rewritten while something goes on; nothing where that is no terminal.
#pragma once

#include <chrono>
#include <string>

namespace cli {

class StatusLine {
 public:
  StatusLine();
  ~StatusLine();  // ends the line: an error message shall not stand behind half of one
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  bool on_terminal() const { return terminal_; }
  // Cut to the terminal's width; left out within a tenth of a second after the one before, unless `last`.
  void rewrite(std::string text, bool last);
  void end();

 private:
  bool terminal_;
  bool open_ = false;
  std::chrono::steady_clock::time_point last_drawn_{};
};

// "0:07", "12:34", "3:02:01".
std::string duration(double seconds);

}  // namespace cli

#include "cli/status_line.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cli {
namespace {

constexpr std::chrono::milliseconds kRedrawInterval{100};
constexpr int kUsualColumns = 80;

int terminal_columns() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsualColumns;
}

}  // namespace

StatusLine::StatusLine() : terminal_(isatty(STDOUT_FILENO) == 1) {}

StatusLine::~StatusLine() { end(); }

void StatusLine::rewrite(std::string text, bool last) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || (open_ && !last && now - last_drawn_ < kRedrawInterval)) return;
  last_drawn_ = now;
  // A line that wraps could not be rewritten.
  text.resize(std::min(text.size(), static_cast<std::size_t>(terminal_columns() - 1)));
  std::printf("\r%s\033[K", text.c_str());
  std::fflush(stdout);
  open_ = true;
}

void StatusLine::end() {
  if (open_) std::puts("");
  open_ = false;
  std::fflush(stdout);
}

std::string duration(double seconds) {
  char text[64];
  const long whole = std::lround(std::max(seconds, 0.0));
  if (whole < 3600) {
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  }
  return text;
}

}  // namespace cli

#include "progress_report.h"

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

template <class... Values>
std::string formatted(const char* format, Values... values) {
  char buffer[256];
  std::snprintf(buffer, sizeof buffer, format, values...);
  return buffer;
}

// "0:07", "12:34", "3:02:01".
std::string duration(double seconds) {
  const long whole = std::lround(std::max(seconds, 0.0));
  if (whole < 3600) return formatted("%ld:%02ld", whole / 60, whole % 60);
  return formatted("%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string losses_text(const core::Losses& losses) {
  return formatted("content %.4g, style %.4g, tv %.4g, total %.4g", losses.content, losses.style, losses.tv,
                   losses.total);
}

std::string scale_text(const core::Progress& progress) {
  return formatted("scale %d/%d (%d px), iteration %d/%d", progress.scale_index + 1, progress.scale_count,
                   progress.longer_side, progress.iteration, progress.iterations);
}

std::string scale_line(const core::Progress& progress) {
  return scale_text(progress) + ": " + losses_text(progress.losses) + ", " + duration(progress.seconds);
}

}  // namespace

ProgressReport::ProgressReport(bool quiet) : quiet_(quiet), terminal_(isatty(STDOUT_FILENO) == 1) {}

// An error message shall not stand behind half a line.
ProgressReport::~ProgressReport() {
  if (line_open_) std::puts("");
  std::fflush(stdout);
}

void ProgressReport::note(const std::string& sentence) {
  if (quiet_) return;
  if (line_open_) std::puts("");
  line_open_ = false;
  std::printf("note: %s\n", sentence.c_str());
  std::fflush(stdout);
}

void ProgressReport::show(const core::Progress& progress) {
  if (!first_) first_ = progress.losses;
  if (!quiet_ && terminal_) {
    rewrite_line(progress);
  } else if (!quiet_ && latest_ && latest_->scale_index != progress.scale_index) {
    std::printf("%s\n", scale_line(*latest_).c_str());
    std::fflush(stdout);
  }
  latest_ = progress;
}

void ProgressReport::rewrite_line(const core::Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (line_open_ && now - last_drawn_ < kRedrawInterval && progress.iteration < progress.iterations) return;
  last_drawn_ = now;
  std::string line = scale_text(progress) + ", ";
  if (progress.seconds_left >= 0) line += duration(progress.seconds_left) + " left, ";
  line += losses_text(progress.losses);
  // A line that wraps could not be rewritten.
  line.resize(std::min(line.size(), static_cast<std::size_t>(terminal_columns() - 1)));
  std::printf("\r%s\033[K", line.c_str());
  std::fflush(stdout);
  line_open_ = true;
}

void ProgressReport::end() {
  if (line_open_) std::puts("");
  line_open_ = false;
  if (!quiet_ && !terminal_ && latest_) std::printf("%s\n", scale_line(*latest_).c_str());
  std::fflush(stdout);
}

void ProgressReport::summarise(const core::Result& result, double seconds, const std::string& path) {
  if (quiet_) return;
  if (first_) {
    std::printf("first losses: %s\n", losses_text(*first_).c_str());
    std::printf("last losses:  %s\n", losses_text(result.losses).c_str());
  }
  std::printf("%s: %d×%d px in %.1f s%s\n", path.c_str(), result.picture.width(), result.picture.height(),
              seconds, result.cancelled ? ", cancelled: the best picture so far" : "");
  std::fflush(stdout);
}

}  // namespace cli

#include "cli/paint/progress_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cli {
namespace {

template <class... Values>
std::string formatted(const char* format, Values... values) {
  char buffer[256];
  std::snprintf(buffer, sizeof buffer, format, values...);
  return buffer;
}

std::string losses_text(const core::Losses& losses) {
  std::string text;
  for (const core::Losses::Loss& loss : losses.parts) {
    text += formatted("%s %.4g, ", loss.name.c_str(), loss.value);
  }
  return text + formatted("total %.4g", losses.total);
}

std::string scale_text(const core::Progress& progress) {
  return formatted("scale %d/%d (%d px), iteration %d/%d", progress.scale_index + 1, progress.scale_count,
                   progress.longer_side, progress.iteration, progress.iterations);
}

std::string scale_line(const core::Progress& progress) {
  return scale_text(progress) + ": " + losses_text(progress.losses) + ", " + duration(progress.seconds);
}

// "23 s", "12 min 30 s", "3 h 5 min".
std::string rough_duration(double seconds) {
  const long whole = std::max(1L, std::lround(seconds));
  if (whole < 60) return formatted("%ld s", whole);
  if (whole < 3600) return formatted("%ld min %ld s", whole / 60, whole % 60);
  return formatted("%ld h %ld min", whole / 3600, whole / 60 % 60);
}

}  // namespace

ProgressReport::ProgressReport(bool quiet) : quiet_(quiet) {}

void ProgressReport::predict(const core::Prediction& prediction) {
  if (quiet_) return;
  std::printf("Expected: %s, %zu MiB\n", rough_duration(prediction.seconds).c_str(), prediction.bytes >> 20);
  std::fflush(stdout);
}

void ProgressReport::note(const std::string& sentence) {
  if (quiet_) return;
  line_.end();
  std::printf("note: %s\n", sentence.c_str());
  std::fflush(stdout);
}

void ProgressReport::show(const core::Progress& progress) {
  if (!first_) first_ = progress.losses;
  if (!quiet_ && line_.on_terminal()) {
    rewrite_line(progress);
  } else if (!quiet_ && latest_ && latest_->scale_index != progress.scale_index) {
    std::printf("%s\n", scale_line(*latest_).c_str());
    std::fflush(stdout);
  }
  latest_ = progress;
}

void ProgressReport::rewrite_line(const core::Progress& progress) {
  std::string line = scale_text(progress) + ", ";
  if (progress.seconds_left >= 0) line += duration(progress.seconds_left) + " left, ";
  line += losses_text(progress.losses);
  line_.rewrite(line, progress.iteration == progress.iterations);
}

void ProgressReport::end() {
  line_.end();
  if (!quiet_ && !line_.on_terminal() && latest_) std::printf("%s\n", scale_line(*latest_).c_str());
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

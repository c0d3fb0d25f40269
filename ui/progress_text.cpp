#include "ui/progress_text.h"

#include <cmath>

namespace ui {

std::string time_text(double seconds) {
  if (!(seconds >= 0) || std::isinf(seconds)) return {};
  if (seconds < 10) return "less than 10 s";
  if (seconds < 55) return "about " + std::to_string(std::lround(seconds / 10) * 10) + " s";
  const long minutes = std::lround(seconds / 60);
  if (minutes < 60) return "about " + std::to_string(minutes) + " min";
  return "about " + std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string progress_text(const core::Progress& progress) {
  std::string text = std::to_string(progress.longer_side) + " px";
  if (progress.scale_count > 1) {
    text += " (scale " + std::to_string(progress.scale_index + 1) + " of " +
            std::to_string(progress.scale_count) + ")";
  }
  text += ", step " + std::to_string(progress.iteration) + " of " + std::to_string(progress.iterations);
  const std::string left = time_text(progress.seconds_left);
  return left.empty() ? text : text + ", " + left + " left";
}

}  // namespace ui

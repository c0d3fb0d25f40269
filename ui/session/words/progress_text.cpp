#include "ui/progress_text.h"

#include <cmath>

#include "base/translation.h"

namespace ui {

std::string time_text(double seconds) {
  if (!(seconds >= 0) || std::isinf(seconds)) return {};
  if (seconds < 10) return _("less than 10 s");
  if (seconds < 55) return base::format(_("about %ld s"), std::lround(seconds / 10) * 10);
  const long minutes = std::lround(seconds / 60);
  if (minutes < 60) return base::format(_("about %ld min"), minutes);
  return base::format(_("about %ld h %ld min"), minutes / 60, minutes % 60);
}

std::string progress_text(const core::Progress& progress) {
  std::string text = base::format(_("%d px"), progress.longer_side);
  if (progress.scale_count > 1) {
    text += " " + base::format(_("(scale %d of %d)"), progress.scale_index + 1, progress.scale_count);
  }
  text += ", " + base::format(_("step %d of %d"), progress.iteration, progress.iterations);
  const std::string left = time_text(progress.seconds_left);
  return left.empty() ? text : text + ", " + base::format(_("%s left"), left.c_str());
}

std::string progress_text(const FrameNumber& frame, const core::Progress& progress) {
  const std::string text = progress_text(progress);
  // Translators: of an animation; then what its frame's progress is.
  return base::format(_("frame %d of %d: %s"), frame.number, frame.count, text.c_str());
}

}  // namespace ui

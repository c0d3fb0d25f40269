#include "ui/progress_over_all.h"

#include <numeric>

#include "base/translation.h"
#include "core/working_side.h"
#include "ui/progress_text.h"

namespace ui {

ProgressOverAll::ProgressOverAll(const std::vector<core::Size>& contents, int size) {
  for (const core::Size& content : contents) {
    const core::Size working =
        core::fit_longer_side(content.width, content.height, core::working_side(size, content));
    shares_.push_back(static_cast<double>(working.width) * working.height);
  }
  const double sum = std::accumulate(shares_.begin(), shares_.end(), 0.0);
  for (double& share : shares_) share /= sum;
}

core::Progress ProgressOverAll::of(core::Progress progress) const {
  if (shares_.size() == 1 || present_ >= shares_.size()) return progress;
  const auto present = shares_.begin() + static_cast<std::ptrdiff_t>(present_);
  const double done = std::accumulate(shares_.begin(), present, 0.0), after = 1 - done - *present;
  if (progress.seconds_left >= 0) {
    const double whole = progress.seconds + progress.seconds_left;  // of the present one
    progress.seconds_left += whole * after / *present;
  }
  progress.fraction = done + progress.fraction * *present;
  return progress;
}

std::string ProgressOverAll::text(const core::Progress& progress) const {
  const std::string text = progress_text(progress);
  if (shares_.size() == 1) return text;
  // Translators: of several layers that are painted, and what progress the present one makes.
  return base::format(_("layer %zu of %zu: %s"), present_ + 1, shares_.size(), text.c_str());
}

}  // namespace ui

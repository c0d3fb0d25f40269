#include "session/words/cost_text.h"

#include <algorithm>
#include <cmath>

#include "base/translation.h"
#include "session/words/sentence.h"
#include "ui/progress_text.h"

namespace ui {

std::string bytes_text(std::size_t bytes) {
  constexpr std::size_t kMegabyte = 1000000;
  const double tens = std::max(1.0, std::round(static_cast<double>(bytes) / (10 * kMegabyte)));
  if (tens < 100) return base::format(_("%.0f MB"), tens * 10);
  return base::format(_("%.1f GB"), static_cast<double>(bytes) / (1000 * kMegabyte));
}

std::string cost_text(const CostAnswer& answer) {
  if (answer.error) return {};
  return capitalised(base::format(_("%s and %s for %d × %d px"), time_text(answer.prediction.seconds).c_str(),
                                  bytes_text(answer.prediction.bytes).c_str(), answer.working.width,
                                  answer.working.height));
}

std::string cost_warning(const CostAnswer& answer) {
  if (answer.error) return as_sentence(*answer.error);
  std::string text;
  if (answer.prediction.tile_side > 0) {
    text = base::format(_("The memory allows only tiles of %d px, which takes longer."),
                        answer.prediction.tile_side);
  } else if (answer.much_memory) {
    text = _("This takes most of the memory that is free. A memory limit keeps it lower, but takes longer.");
  } else if (answer.long_time) {
    text = _("This takes long.");
  }
  if (answer.better_size > 0)
    text += " " + base::format(_("A size of %d px would be easier."), answer.better_size);
  return text;
}

}  // namespace ui

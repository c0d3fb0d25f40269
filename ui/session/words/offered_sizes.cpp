#include "session/words/offered_sizes.h"

#include "base/translation.h"
#include "presets/preset.h"
#include "ui/progress_text.h"

namespace ui {
namespace {

using presets::kQuickSide;

constexpr int kScreenSide = 2048;

}  // namespace

std::vector<int> offered_sizes(core::Size layer) {
  std::vector<int> sizes;
  for (const int side : {kQuickSide, kScreenSide}) {
    if (side < layer.longer_side()) sizes.push_back(side);
  }
  sizes.push_back(0);
  return sizes;
}

std::string size_name(int size, core::Size layer) {
  if (size == 0) return base::format(_("Full size (%d × %d px)"), layer.width, layer.height);
  return base::format(size == kQuickSide ? _("Quick look (%d px)") : _("Screen (%d px)"), size);
}

std::string size_text(int size, core::Size layer, double seconds) {
  const std::string name = size_name(size, layer);
  if (seconds < 0) return name;
  // Translators: a size and its time, as "Quick look (512 px), about 20 s"
  return base::format(_("%s, %s"), name.c_str(), time_text(seconds).c_str());
}

}  // namespace ui

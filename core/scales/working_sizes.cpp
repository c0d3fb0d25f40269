#include "scales/working_sizes.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/translation.h"
#include "scales/scale_schedule.h"

namespace core {
namespace {

constexpr int kCalibrationSide = 192;

std::string text(int width, int height) { return std::to_string(width) + "×" + std::to_string(height); }

// The longer side at which the shorter one has `least` pixels.
int longer_side_for(Size size, int least) {
  const double aspect = static_cast<double>(size.longer_side()) / std::min(size.width, size.height);
  return static_cast<int>(std::ceil(least * aspect));
}

// `sentence`: with places for the picture's size, the layer, the least size and `number`.
void check_size(Size size, int least, const std::string& deepest, const char* sentence, int number = 0) {
  if (std::min(size.width, size.height) >= least) return;
  throw base::Error(base::format(sentence, text(size.width, size.height).c_str(), deepest.c_str(),
                                 text(least, least).c_str(), number));
}

}  // namespace

int working_side(int size, Size content) {
  return size == 0 ? content.longer_side() : std::min(size, content.longer_side());
}

WorkingSizes::WorkingSizes(Size content, std::vector<StyleSize> styles, double style_scale, int size,
                           int least, const std::string& deepest)
    : content_(content), styles_(std::move(styles)), style_scale_(style_scale), least_(least) {
  check_size(content_, least, deepest, _("the content picture has %s px; layer %s needs at least %s px"));
  working_ = content_at(working_side(size, content_));
  check_size(working_, least, deepest,
             _("the content picture at working size %4$d has %1$s px; layer %2$s needs at least %3$s px"),
             size);
  if (styles_.empty()) throw base::Error(_("no style picture is given; at least one is needed"));
  const char* const sentence =
      styles_.size() == 1 ? _("the style picture has %s px; layer %s needs at least %s px")
                          : _("the style picture %4$d has %1$s px; layer %2$s needs at least %3$s px");
  for (std::size_t i = 0; i < styles_.size(); ++i)
    check_size(styles_[i].size, least, deepest, sentence, static_cast<int>(i + 1));
}

double WorkingSizes::given_pixels() const {
  double pixels = content_.pixels();
  for (const StyleSize& style : styles_) pixels += style.size.pixels();
  return pixels;
}

std::vector<int> WorkingSizes::scales(int count) const {
  return scale_schedule(working_.longer_side(), count, longer_side_for(working_, least_));
}

Size WorkingSizes::content_at(int longer_side) const {
  return fit_longer_side(content_.width, content_.height, longer_side);
}

std::vector<Size> WorkingSizes::styles_at(int longer_side) const {
  std::vector<Size> sizes;
  for (const auto& [style, scale] : styles_) {
    const int wanted = static_cast<int>(std::lround(scale * style_scale_ * longer_side));
    // A style is never enlarged: that would only teach blur.
    const int side = std::min(std::max(wanted, longer_side_for(style, least_)), style.longer_side());
    sizes.push_back(fit_longer_side(style.width, style.height, side));
  }
  return sizes;
}

int WorkingSizes::calibration_side() const {
  return std::max(longer_side_for(working_, least_), std::min(working_.longer_side(), kCalibrationSide));
}

int WorkingSizes::balance_side(const std::vector<int>& scales) const {
  return std::min(calibration_side(), scales.front());
}

}  // namespace core

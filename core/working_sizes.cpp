#include "working_sizes.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "scale_schedule.h"

namespace core {
namespace {

constexpr int kCalibrationSide = 192;

std::string text(int width, int height) { return std::to_string(width) + "×" + std::to_string(height); }

// The longer side at which the shorter one has `least` pixels.
int longer_side_for(Size size, int least) {
  const double aspect = static_cast<double>(size.longer_side()) / std::min(size.width, size.height);
  return static_cast<int>(std::ceil(least * aspect));
}

void check_size(const std::string& what, Size size, int least, const std::string& deepest) {
  if (std::min(size.width, size.height) >= least) return;
  throw base::Error("the " + what + " has " + text(size.width, size.height) + " px; layer " + deepest +
                    " needs at least " + text(least, least) + " px");
}

}  // namespace

WorkingSizes::WorkingSizes(Size content, std::vector<Size> styles, double style_scale, int size, int least,
                           const std::string& deepest)
    : content_(content), styles_(std::move(styles)), style_scale_(style_scale), least_(least) {
  check_size("content picture", content_, least, deepest);
  working_ = content_at(std::min(size, content_.longer_side()));
  check_size("content picture at working size " + std::to_string(size), working_, least, deepest);
  if (styles_.empty()) throw base::Error("no style picture is given; at least one is needed");
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    const std::string number = styles_.size() > 1 ? " " + std::to_string(i + 1) : "";
    check_size("style picture" + number, styles_[i], least, deepest);
  }
}

double WorkingSizes::given_pixels() const {
  double pixels = content_.pixels();
  for (const Size& style : styles_) pixels += style.pixels();
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
  for (const Size& style : styles_) {
    const int wanted = static_cast<int>(std::lround(style_scale_ * longer_side));
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

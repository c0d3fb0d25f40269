#include "painter/frozen_pixels.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/translation.h"

namespace core {
namespace {

// Whether the smaller of the two is the larger one scaled, but for what rounding to whole pixels leaves.
bool same_shape(Size a, Size b) {
  if (a.pixels() > b.pixels()) std::swap(a, b);
  const double height = static_cast<double>(b.height) * a.width / b.width;
  const double width = static_cast<double>(b.width) * a.height / b.height;
  return std::abs(height - a.height) < 1 || std::abs(width - a.width) < 1;
}

}  // namespace

void check_freeze(const Plane& mask, Size picture) {
  if (mask.empty()) return;
  if (!same_shape(mask.size, picture)) {
    throw base::Error(base::format(
        _("the mask of what is frozen has %d×%d px, which is another shape than the picture's %d×%d px"),
        mask.size.width, mask.size.height, picture.width, picture.height));
  }
  if (std::all_of(mask.values.begin(), mask.values.end(), [](float value) { return value >= 1; })) {
    throw base::Error(_("the mask of what is frozen is white everywhere, so that nothing would be painted"));
  }
}

FrozenPixels::FrozenPixels(Plane mask, const Image& photograph)
    : mask_(std::move(mask)), photograph_(photograph) {}

void FrozenPixels::mix(const float* y, float* x) const {
  const std::size_t pixels = mask_.values.size();
  for (int channel = 0; channel < 3; ++channel, y += pixels, x += pixels) {
    const float* const a = photograph_.plane(channel);
    for (std::size_t i = 0; i < pixels; ++i) {
      const float f = mask_.values[i];
      x[i] = f * a[i] + (1 - f) * y[i];
    }
  }
}

Image FrozenPixels::start(Image y) const {
  for (int channel = 0; channel < 3; ++channel) {
    for (std::size_t i = 0; i < mask_.values.size(); ++i) {
      if (mask_.values[i] >= 1) y.plane(channel)[i] = photograph_.plane(channel)[i];
    }
  }
  return y;
}

const float* FrozenPixels::seen(const float* y) {
  if (mask_.empty()) return y;
  seen_.resize(3 * mask_.values.size());
  mix(y, seen_.data());
  return seen_.data();
}

Image FrozenPixels::seen(Image y) const {
  if (!mask_.empty()) mix(y.rgb().data(), y.rgb().data());
  return y;
}

void FrozenPixels::hold(float* gradient) const {
  const std::size_t pixels = mask_.values.size();
  for (int channel = 0; channel < 3; ++channel, gradient += pixels) {
    for (std::size_t i = 0; i < pixels; ++i) gradient[i] *= 1 - mask_.values[i];
  }
}

}  // namespace core

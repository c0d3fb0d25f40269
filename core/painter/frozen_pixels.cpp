#include "painter/frozen_pixels.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "picture/membrane.h"

namespace core {
void check_freeze(const SharedPlane& mask, Size picture, Extent extent) {
  check_plane(mask, picture, PlaneRole::kFreeze, extent);
  if (mask && extent == Extent::kWhole &&
      std::all_of(mask->values.begin(), mask->values.end(), [](float value) { return value >= 1; })) {
    throw base::Error(_("the mask of what is frozen is white everywhere, so that nothing would be painted"));
  }
}

void beside_frozen(StyleRegions& regions, const Plane& mask) {
  for (StyleRegion& region : regions) {
    Plane place = mask;
    for (std::size_t i = 0; i < place.values.size(); ++i) {
      place.values[i] = (1 - place.values[i]) * (region.place ? region.place->values[i] : 1);
    }
    region.place = std::make_shared<const Plane>(std::move(place));
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

Image FrozenPixels::shown(Image y, Wrap wrap) const {
  if (mask_.empty()) return y;
  Image x = meet_at_border(std::move(y), photograph_, mask_, wrap);
  mix(x.rgb().data(), x.rgb().data());
  return x;
}

void FrozenPixels::hold(float* gradient) const {
  const std::size_t pixels = mask_.values.size();
  for (int channel = 0; channel < 3; ++channel, gradient += pixels) {
    for (std::size_t i = 0; i < pixels; ++i) gradient[i] *= 1 - mask_.values[i];
  }
}

}  // namespace core

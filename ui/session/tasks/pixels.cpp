#include "ui/pixels.h"

#include <algorithm>
#include <utility>

#include "core/resample.h"

namespace ui {
namespace {

std::uint32_t to_byte(float value) {
  return static_cast<std::uint32_t>(std::clamp(value, 0.0F, 1.0F) * 255.0F + 0.5F);
}

}  // namespace

Pixels to_pixels(const core::Image& picture) {
  Pixels pixels{picture.width(), picture.height(), std::vector<std::uint32_t>(picture.pixels())};
  const float* const red = picture.plane(0);
  const float* const green = picture.plane(1);
  const float* const blue = picture.plane(2);
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    const float alpha = picture.has_alpha() ? std::clamp(picture.alpha()[i], 0.0F, 1.0F) : 1.0F;
    pixels.argb[i] = to_byte(alpha) << 24U | to_byte(red[i] * alpha) << 16U |
                     to_byte(green[i] * alpha) << 8U | to_byte(blue[i] * alpha);
  }
  return pixels;
}

core::Image shrink_to(const core::Image& picture, int longer_side) {
  if (core::size_of(picture).longer_side() <= longer_side) return picture;
  const core::Size size = core::fit_longer_side(picture.width(), picture.height(), longer_side);
  return core::resize(picture, size.width, size.height);
}

core::Image with_alpha_of(core::Image picture, const core::Image& content) {
  if (!content.has_alpha()) return picture;
  picture.alpha() = core::resize_plane(content.alpha().data(), content.width(), content.height(),
                                       picture.width(), picture.height());
  return picture;
}

}  // namespace ui

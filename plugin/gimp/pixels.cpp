#include "gimp/pixels.h"

#include <algorithm>
#include <functional>

#include "gimp/sample_encoding.h"

namespace gimp {
namespace {

constexpr int kBandRows = 64;  // one row of GIMP's tiles

float clamped(float value) { return value > 0 ? std::min(value, 1.0F) : 0.0F; }

// Calls visit(first row, rows) for bands from top to bottom.
template <typename Visit>
void for_each_band(int height, Visit visit) {
  for (int y = 0; y < height; y += kBandRows) visit(y, std::min(kBandRows, height - y));
}

const Babl* mask_format() { return babl_format("Y float"); }

}  // namespace

core::Image read_pixels(GeglBuffer* buffer) {
  return read_pixels_at(buffer, std::max(gegl_buffer_get_width(buffer), gegl_buffer_get_height(buffer)));
}

core::Image read_pixels_at(GeglBuffer* buffer, int longer_side) {
  const int full_width = gegl_buffer_get_width(buffer);
  const int full_height = gegl_buffer_get_height(buffer);
  const double scale = std::min(1.0, static_cast<double>(longer_side) / std::max(full_width, full_height));
  const int width = std::max(1, static_cast<int>(full_width * scale + 0.5));
  const int height = std::max(1, static_cast<int>(full_height * scale + 0.5));
  const Babl* const stored_format = gegl_buffer_get_format(buffer);
  core::Image image(width, height, babl_format_has_alpha(stored_format));
  const SampleEncoding encoding(stored_format);
  const std::size_t band_pixels = static_cast<std::size_t>(width) * kBandRows;
  std::vector<unsigned char> stored(band_pixels * encoding.pixel_bytes());
  std::vector<float> band(band_pixels * 4);
  for_each_band(height, [&](int y, int rows) {
    const GeglRectangle area = {0, y, width, rows};
    gegl_buffer_get(buffer, &area, scale, encoding.format(), stored.data(), GEGL_AUTO_ROWSTRIDE,
                    GEGL_ABYSS_CLAMP);
    const std::size_t first = static_cast<std::size_t>(y) * width;
    const std::size_t count = static_cast<std::size_t>(rows) * width;
    encoding.decode(stored.data(), count, band.data());
    for (int channel = 0; channel < 3; ++channel) {
      float* plane = image.plane(channel) + first;
      for (std::size_t i = 0; i < count; ++i) plane[i] = clamped(band[4 * i + channel]);
    }
    if (!image.has_alpha()) return;
    for (std::size_t i = 0; i < count; ++i) image.alpha()[first + i] = clamped(band[4 * i + 3]);
  });
  return image;
}

void write_pixels(GeglBuffer* buffer, const core::Image& colours, const std::vector<float>& alpha) {
  const int width = colours.width();
  const SampleEncoding encoding(gegl_buffer_get_format(buffer));
  const std::size_t band_pixels = static_cast<std::size_t>(width) * kBandRows;
  std::vector<unsigned char> stored(band_pixels * encoding.pixel_bytes());
  std::vector<float> band(band_pixels * 4);
  for_each_band(colours.height(), [&](int y, int rows) {
    const std::size_t first = static_cast<std::size_t>(y) * width;
    const std::size_t count = static_cast<std::size_t>(rows) * width;
    for (std::size_t i = 0; i < count; ++i) {
      for (int channel = 0; channel < 3; ++channel) band[4 * i + channel] = colours.plane(channel)[first + i];
      band[4 * i + 3] = alpha.empty() ? 1.0F : alpha[first + i];
    }
    const GeglRectangle area = {0, y, width, rows};
    encoding.encode(band.data(), count, stored.data());
    gegl_buffer_set(buffer, &area, 0, encoding.format(), stored.data(), GEGL_AUTO_ROWSTRIDE);
  });
  gegl_buffer_flush(buffer);
}

std::vector<float> read_mask(GeglBuffer* buffer, const GeglRectangle& area) {
  std::vector<float> values(static_cast<std::size_t>(area.width) * area.height);
  gegl_buffer_get(buffer, &area, 1.0, mask_format(), values.data(), GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return values;
}

void write_mask(GeglBuffer* buffer, const std::vector<float>& values) {
  gegl_buffer_set(buffer, gegl_buffer_get_extent(buffer), 0, mask_format(), values.data(),
                  GEGL_AUTO_ROWSTRIDE);
  gegl_buffer_flush(buffer);
}

std::vector<float> multiply_masks(std::vector<float> one, const std::vector<float>& other) {
  if (one.empty()) return other;
  if (!other.empty()) std::transform(one.begin(), one.end(), other.begin(), one.begin(), std::multiplies<>());
  return one;
}

bool is_zero(const std::vector<float>& mask) {
  return std::all_of(mask.begin(), mask.end(), [](float value) { return value <= 0; });
}

core::Image picture_of_bytes(const unsigned char* bytes, int width, int height, int pixel_bytes) {
  const bool alpha = pixel_bytes == 2 || pixel_bytes == 4;
  core::Image picture(width, height, alpha);
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    const unsigned char* pixel = bytes + i * pixel_bytes;
    for (int channel = 0; channel < 3; ++channel) {
      picture.plane(channel)[i] = static_cast<float>(pixel[pixel_bytes < 3 ? 0 : channel]) / 255.0F;
    }
    if (alpha) picture.alpha()[i] = static_cast<float>(pixel[pixel_bytes - 1]) / 255.0F;
  }
  return picture;
}

}  // namespace gimp

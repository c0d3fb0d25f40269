#include "pixels.h"

#include <algorithm>

#include "handles.h"
#include "sample_encoding.h"

namespace gimp2 {
namespace {

constexpr int kBandRows = 64;  // one row of GIMP's tiles

float clamped(float value) { return value > 0 ? std::min(value, 1.0F) : 0.0F; }

// Calls visit(first row, rows) for bands from top to bottom.
template <typename Visit>
void for_each_band(int height, Visit visit) {
  for (int y = 0; y < height; y += kBandRows) visit(y, std::min(kBandRows, height - y));
}

const Babl* mask_format() { return babl_format("Y float"); }

BufferHandle open_buffer(gint32 drawable) { return BufferHandle(gimp_drawable_get_buffer(drawable)); }

void show_change(gint32 drawable, BufferHandle buffer, int width, int height) {
  gegl_buffer_flush(buffer.get());
  buffer.reset();
  gimp_drawable_update(drawable, 0, 0, width, height);
}

}  // namespace

core::Image read_pixels(gint32 drawable) {
  return read_pixels_at(drawable, std::max(gimp_drawable_width(drawable), gimp_drawable_height(drawable)));
}

core::Image read_pixels_at(gint32 drawable, int longer_side) {
  const int full_width = gimp_drawable_width(drawable);
  const int full_height = gimp_drawable_height(drawable);
  const double scale = std::min(1.0, static_cast<double>(longer_side) / std::max(full_width, full_height));
  const int width = std::max(1, static_cast<int>(full_width * scale + 0.5));
  const int height = std::max(1, static_cast<int>(full_height * scale + 0.5));
  core::Image image(width, height, gimp_drawable_has_alpha(drawable));
  const SampleEncoding encoding(drawable);
  const BufferHandle buffer = open_buffer(drawable);
  const std::size_t band_pixels = static_cast<std::size_t>(width) * kBandRows;
  std::vector<unsigned char> stored(band_pixels * encoding.pixel_bytes());
  std::vector<float> band(band_pixels * 4);
  for_each_band(height, [&](int y, int rows) {
    const GeglRectangle area = {0, y, width, rows};
    gegl_buffer_get(buffer.get(), &area, scale, encoding.format(), stored.data(), GEGL_AUTO_ROWSTRIDE,
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

void write_pixels(gint32 drawable, const core::Image& colours, const std::vector<float>& alpha) {
  const int width = colours.width();
  const SampleEncoding encoding(drawable);
  BufferHandle buffer = open_buffer(drawable);
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
    gegl_buffer_set(buffer.get(), &area, 0, encoding.format(), stored.data(), GEGL_AUTO_ROWSTRIDE);
  });
  show_change(drawable, std::move(buffer), width, colours.height());
}

std::vector<float> read_mask(gint32 channel, int x, int y, int width, int height) {
  std::vector<float> values(static_cast<std::size_t>(width) * height);
  const BufferHandle buffer = open_buffer(channel);
  const GeglRectangle area = {x, y, width, height};
  gegl_buffer_get(buffer.get(), &area, 1.0, mask_format(), values.data(), GEGL_AUTO_ROWSTRIDE,
                  GEGL_ABYSS_NONE);
  return values;
}

void write_mask(gint32 channel, int width, int height, const std::vector<float>& values) {
  BufferHandle buffer = open_buffer(channel);
  const GeglRectangle area = {0, 0, width, height};
  gegl_buffer_set(buffer.get(), &area, 0, mask_format(), values.data(), GEGL_AUTO_ROWSTRIDE);
  show_change(channel, std::move(buffer), width, height);
}

}  // namespace gimp2

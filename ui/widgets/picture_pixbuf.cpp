#include "widgets/picture_pixbuf.h"

#include <algorithm>
#include <cmath>

#include "core/resample.h"

namespace ui {
namespace {

guchar to_byte(float value) {
  return static_cast<guchar>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255.0F));
}

}  // namespace

PixbufHandle to_pixbuf(const core::Image& image) {
  if (image.empty()) return nullptr;
  const bool alpha = image.has_alpha();
  PixbufHandle pixbuf(gdk_pixbuf_new(GDK_COLORSPACE_RGB, alpha, 8, image.width(), image.height()));
  if (!pixbuf) return nullptr;
  guchar* const rows = gdk_pixbuf_get_pixels(pixbuf.get());
  const int stride = gdk_pixbuf_get_rowstride(pixbuf.get());
  for (int y = 0; y < image.height(); ++y) {
    guchar* out = rows + static_cast<std::ptrdiff_t>(y) * stride;
    std::size_t at = static_cast<std::size_t>(y) * image.width();
    for (int x = 0; x < image.width(); ++x, ++at) {
      for (int channel = 0; channel < 3; ++channel) *out++ = to_byte(image.plane(channel)[at]);
      if (alpha) *out++ = to_byte(image.alpha()[at]);
    }
  }
  return pixbuf;
}

PixbufHandle shrink(const PixbufHandle& picture, int longer_side) {
  if (!picture) return nullptr;
  const int width = gdk_pixbuf_get_width(picture.get());
  const int height = gdk_pixbuf_get_height(picture.get());
  if (std::max(width, height) <= longer_side) return PixbufHandle(gdk_pixbuf_copy(picture.get()));
  const core::Size size = core::fit_longer_side(width, height, longer_side);
  return PixbufHandle(gdk_pixbuf_scale_simple(picture.get(), size.width, size.height, GDK_INTERP_BILINEAR));
}

PixbufHandle load_preview(const std::string& file, int longer_side) {
  int width = 0;
  int height = 0;
  if (!gdk_pixbuf_get_file_info(file.c_str(), &width, &height) || width < 1 || height < 1) return nullptr;
  const core::Size size = std::max(width, height) > longer_side
                              ? core::fit_longer_side(width, height, longer_side)
                              : core::Size{width, height};
  PixbufHandle picture(
      gdk_pixbuf_new_from_file_at_scale(file.c_str(), size.width, size.height, FALSE, nullptr));
  if (!picture) return nullptr;
  return PixbufHandle(gdk_pixbuf_apply_embedded_orientation(picture.get()));
}

void show_picture(GtkWidget* image, const PixbufHandle& picture, int longer_side) {
  const int density = gtk_widget_get_scale_factor(image);
  const PixbufHandle shrunk = shrink(picture, longer_side * density);
  cairo_surface_t* const surface = gdk_cairo_surface_create_from_pixbuf(shrunk.get(), density, nullptr);
  gtk_image_set_from_surface(GTK_IMAGE(image), surface);
  cairo_surface_destroy(surface);
}

}  // namespace ui

#include "gimp/host/drawable_pixels.h"

#include "seen_drawable.h"

namespace gimp {
namespace {

BufferHandle open_buffer(DrawableRef drawable) { return BufferHandle(gimp_drawable_get_buffer(drawable)); }

void show_change(DrawableRef drawable) {
  gimp_drawable_update(drawable, 0, 0, width_of(drawable), height_of(drawable));
}

}  // namespace

core::Image read_drawable(DrawableRef drawable) {
  const SeenDrawable seen(drawable);
  return read_pixels(open_buffer(seen.get()).get());
}

core::Image read_drawable_at(DrawableRef drawable, int longer_side) {
  const SeenDrawable seen(drawable);
  return read_pixels_at(open_buffer(seen.get()).get(), longer_side);
}

void write_drawable(DrawableRef drawable, const core::Image& colours, const std::vector<float>& alpha) {
  write_pixels(open_buffer(drawable).get(), colours, alpha);
  show_change(drawable);
}

std::vector<float> read_channel(DrawableRef channel, const GeglRectangle& area) {
  return read_mask(open_buffer(channel).get(), area);
}

void write_channel(DrawableRef channel, const std::vector<float>& values) {
  write_mask(open_buffer(channel).get(), values);
  show_change(channel);
}

}  // namespace gimp

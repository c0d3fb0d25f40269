#include "drawable_pixels.h"

#include "gimp/pixels.h"
#include "handles.h"
#include "seen_drawable.h"

namespace gimp3 {
namespace {

BufferHandle open_buffer(GimpDrawable* drawable) { return BufferHandle(gimp_drawable_get_buffer(drawable)); }

void show_change(GimpDrawable* drawable) {
  gimp_drawable_update(drawable, 0, 0, gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable));
}

}  // namespace

core::Image read_drawable(GimpDrawable* drawable) {
  const SeenDrawable seen(drawable);
  return gimp::read_pixels(open_buffer(seen.get()).get());
}

core::Image read_drawable_at(GimpDrawable* drawable, int longer_side) {
  const SeenDrawable seen(drawable);
  return gimp::read_pixels_at(open_buffer(seen.get()).get(), longer_side);
}

void write_drawable(GimpDrawable* drawable, const core::Image& colours, const std::vector<float>& alpha) {
  gimp::write_pixels(open_buffer(drawable).get(), colours, alpha);
  show_change(drawable);
}

std::vector<float> read_channel(GimpDrawable* channel, const GeglRectangle& area) {
  return gimp::read_mask(open_buffer(channel).get(), area);
}

void write_channel(GimpDrawable* channel, const std::vector<float>& values) {
  gimp::write_mask(open_buffer(channel).get(), values);
  show_change(channel);
}

}  // namespace gimp3

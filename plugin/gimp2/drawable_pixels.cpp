#include "drawable_pixels.h"

#include "gimp/pixels.h"
#include "handles.h"

namespace gimp2 {
namespace {

BufferHandle open_buffer(gint32 drawable) { return BufferHandle(gimp_drawable_get_buffer(drawable)); }

void show_change(gint32 drawable) {
  gimp_drawable_update(drawable, 0, 0, gimp_drawable_width(drawable), gimp_drawable_height(drawable));
}

}  // namespace

core::Image read_drawable(gint32 drawable) { return gimp::read_pixels(open_buffer(drawable).get()); }

core::Image read_drawable_at(gint32 drawable, int longer_side) {
  return gimp::read_pixels_at(open_buffer(drawable).get(), longer_side);
}

void write_drawable(gint32 drawable, const core::Image& colours, const std::vector<float>& alpha) {
  gimp::write_pixels(open_buffer(drawable).get(), colours, alpha);
  show_change(drawable);
}

std::vector<float> read_channel(gint32 channel, const GeglRectangle& area) {
  return gimp::read_mask(open_buffer(channel).get(), area);
}

void write_channel(gint32 channel, const std::vector<float>& values) {
  gimp::write_mask(open_buffer(channel).get(), values);
  show_change(channel);
}

}  // namespace gimp2

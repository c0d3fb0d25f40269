#include "canvas.h"

namespace core {
namespace {

int rounded_up(int value, int unit) { return (value + unit - 1) / unit * unit; }

// Mirrored without repeating the border, as often as it takes.
int mirrored(int at, int length) {
  if (length == 1) return 0;
  const int period = 2 * (length - 1);
  at = ((at % period) + period) % period;
  return at < length ? at : period - at;
}

std::vector<int> mirrored_line(int margin, int length, int canvas) {
  std::vector<int> line(canvas);
  for (int at = 0; at < canvas; ++at) line[at] = mirrored(at - margin, length);
  return line;
}

}  // namespace

Canvas::Canvas(Size shown, Surroundings around) : picture(shown), margin(around.margin) {
  end = {margin + rounded_up(picture.width, around.unit), margin + rounded_up(picture.height, around.unit)};
  size = {end.width + margin, end.height + margin};
}

std::vector<int> Canvas::columns() const { return mirrored_line(margin, picture.width, size.width); }
std::vector<int> Canvas::rows() const { return mirrored_line(margin, picture.height, size.height); }

}  // namespace core

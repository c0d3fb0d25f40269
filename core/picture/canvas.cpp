#include "picture/canvas.h"

namespace core {
namespace {

// Mirrored without repeating the border, as often as it takes.
int mirrored(int at, int length) {
  if (length == 1) return 0;
  const int period = 2 * (length - 1);
  at = ((at % period) + period) % period;
  return at < length ? at : period - at;
}

// `begin`: where the picture does.
std::vector<int> shown(int begin, int length, int canvas, bool wraps) {
  std::vector<int> line(canvas);
  for (int at = 0; at < canvas; ++at) {
    line[at] = wraps ? wrapped(at - begin, length) : mirrored(at - begin, length);
  }
  return line;
}

}  // namespace

Canvas::Canvas(Size of, Surroundings given) : picture(of), around(given) {
  // What wraps goes on where it ends, so it needs no room to be shifted in.
  const auto end_of = [&](int length, bool wraps) {
    return around.margin + rounded_up(length + (wraps ? 0 : around.slack), around.unit);
  };
  end = {end_of(picture.width, around.wrap.x), end_of(picture.height, around.wrap.y)};
  size = {end.width + around.margin, end.height + around.margin};
}

Shift Canvas::shift(int turn) const {
  // Sixteenths; odd differences, so that the grids of all poolings move.
  constexpr Shift kPlaces[kMostShifts] = {{0, 0}, {5, 11}, {11, 6}, {14, 3}};
  const Shift& place = kPlaces[turn % kMostShifts];
  // What wraps is cut somewhere else each time, too: features near the cut see less of what lies beyond it.
  const auto pixels = [&](int sixteenths, int length, bool wraps) {
    const int cut = wraps ? sixteenths * length / 16 / around.unit * around.unit : 0;
    return cut + sixteenths * around.slack / 15;
  };
  return {pixels(place.right, picture.width, around.wrap.x),
          pixels(place.below, picture.height, around.wrap.y)};
}

std::vector<int> Canvas::columns(Shift shift) const {
  return shown(around.margin + shift.right, picture.width, size.width, around.wrap.x);
}

std::vector<int> Canvas::rows(Shift shift) const {
  return shown(around.margin + shift.below, picture.height, size.height, around.wrap.y);
}

Image in_whole_units(const Image& picture, int unit) {
  const Canvas canvas(size_of(picture), {0, unit, 0});
  const std::vector<int> columns = canvas.columns(), rows = canvas.rows();
  Image result(canvas.size.width, canvas.size.height);
  for (int channel = 0; channel < 3; ++channel) {
    float* to = result.plane(channel);
    for (const int row : rows) {
      const float* from = picture.plane(channel) + static_cast<std::size_t>(row) * picture.width();
      for (const int column : columns) *to++ = from[column];
    }
  }
  return result;
}

}  // namespace core

#include "tiles/canvas.h"

namespace core {
namespace {

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

Shift shift_at(int turn, int slack) {
  // Sixteenths; odd differences, so that the grids of all poolings move.
  constexpr Shift kPlaces[kMostShifts] = {{0, 0}, {5, 11}, {11, 6}, {14, 3}};
  const Shift& place = kPlaces[turn % kMostShifts];
  return {place.right * slack / 15, place.below * slack / 15};
}

Canvas::Canvas(Size shown, Surroundings around) : picture(shown), margin(around.margin), slack(around.slack) {
  end = {margin + rounded_up(picture.width + slack, around.unit),
         margin + rounded_up(picture.height + slack, around.unit)};
  size = {end.width + margin, end.height + margin};
}

std::vector<int> Canvas::columns(Shift shift) const {
  return mirrored_line(margin + shift.right, picture.width, size.width);
}

std::vector<int> Canvas::rows(Shift shift) const {
  return mirrored_line(margin + shift.below, picture.height, size.height);
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

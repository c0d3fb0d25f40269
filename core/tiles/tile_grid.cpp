#include "tiles/tile_grid.h"

#include <algorithm>

namespace core {
namespace {

struct Part {
  int owned_from;
  int owned_to;
  int crop_from;
  int crop_to;
};

// Of `length` pixels those from `begin` to `end` are owned.
std::vector<Part> split(int begin, int end, int length, int side, int stride, int halo) {
  if (side <= 0 || length <= side) return {{begin, end, 0, length}};
  const int margin = rounded_up(halo, stride);
  const int whole = side / stride * stride;
  std::vector<Part> parts;
  for (int from = begin; from < end;) {
    const int crop_from = std::max(0, from - margin);
    const bool last = crop_from + whole >= length;
    const int crop_to = last ? length : crop_from + whole;
    const int to = last ? end : std::min(end, crop_to - margin);
    parts.push_back({from, to, crop_from, crop_to});
    from = to;
  }
  return parts;
}

}  // namespace

std::vector<Tile> tile_grid(const Canvas& canvas, int side, int stride, int halo) {
  std::vector<Tile> tiles;
  const std::vector<Part> columns =
      split(canvas.around.margin, canvas.end.width, canvas.size.width, side, stride, halo);
  for (const Part& y :
       split(canvas.around.margin, canvas.end.height, canvas.size.height, side, stride, halo)) {
    for (const Part& x : columns) {
      Tile tile;
      tile.owned = {y.owned_from, x.owned_from, y.owned_to - y.owned_from, x.owned_to - x.owned_from};
      tile.crop = {y.crop_from, x.crop_from, y.crop_to - y.crop_from, x.crop_to - x.crop_from};
      tiles.push_back(tile);
    }
  }
  return tiles;
}

int least_tile_side(int stride, int halo) { return 2 * rounded_up(halo, stride) + stride; }

}  // namespace core

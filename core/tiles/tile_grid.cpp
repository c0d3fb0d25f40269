#include "tiles/tile_grid.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace core {
namespace {

struct Part {
  int owned_from;
  int owned_to;
  int crop_from;
  int crop_to;
};

// Of `length` pixels those from `begin` to `end` are owned; of these the `number`th of `count` equal parts.
Part part_of(int begin, int end, int length, int number, int count, int stride, int halo) {
  const int strides = (end - begin) / stride;
  const auto cut = [&](int at) {
    if (at == count) return end;
    return begin + static_cast<int>(static_cast<std::int64_t>(strides) * at / count) * stride;
  };
  const int from = cut(number), to = cut(number + 1), margin = rounded_up(halo, stride);
  return {from, to, number == 0 ? 0 : std::max(0, from - margin),
          number + 1 == count ? length : std::min(length, to + margin)};
}

std::vector<Part> split(const Part& whole, int side, int stride, int halo) {
  if (whole.owned_from == whole.owned_to) return {};
  if (side <= 0 || whole.crop_to - whole.crop_from <= side) return {whole};
  const int margin = rounded_up(halo, stride);
  const int step = side / stride * stride;
  std::vector<Part> parts;
  for (int from = whole.owned_from; from < whole.owned_to;) {
    const int crop_from = std::max(whole.crop_from, from - margin);
    const bool last = crop_from + step >= whole.crop_to;
    const int crop_to = last ? whole.crop_to : crop_from + step;
    const int to = last ? whole.owned_to : std::min(whole.owned_to, crop_to - margin);
    parts.push_back({from, to, crop_from, crop_to});
    from = to;
  }
  return parts;
}

// Beside each other, of so many shares: what makes their crops smallest.
int columns_of_shares(const Canvas& canvas, int count, int halo) {
  int best = 1;
  double least = std::numeric_limits<double>::max();
  for (int columns = 1; columns <= count; ++columns) {
    if (count % columns > 0) continue;
    const double width = static_cast<double>(canvas.size.width) / columns + (columns > 1 ? 2 * halo : 0);
    const int rows = count / columns;
    const double height = static_cast<double>(canvas.size.height) / rows + (rows > 1 ? 2 * halo : 0);
    if (width * height >= least) continue;
    least = width * height;
    best = columns;
  }
  return best;
}

struct Block {
  Part y, x;
};

Block block_of(const Canvas& canvas, int stride, int halo, Share share) {
  const int columns = columns_of_shares(canvas, share.of, halo), margin = canvas.around.margin;
  return {
      part_of(margin, canvas.end.height, canvas.size.height, share.number / columns, share.of / columns,
              stride, halo),
      part_of(margin, canvas.end.width, canvas.size.width, share.number % columns, columns, stride, halo)};
}

Tile tile_of(const Part& y, const Part& x) {
  return {{y.owned_from, x.owned_from, y.owned_to - y.owned_from, x.owned_to - x.owned_from},
          {y.crop_from, x.crop_from, y.crop_to - y.crop_from, x.crop_to - x.crop_from}};
}

}  // namespace

Tile share_of(const Canvas& canvas, int stride, int halo, Share share) {
  const Block block = block_of(canvas, stride, halo, share);
  return tile_of(block.y, block.x);
}

std::vector<Tile> tile_grid(const Canvas& canvas, int side, int stride, int halo, Share share) {
  const Block block = block_of(canvas, stride, halo, share);
  const std::vector<Part> columns = split(block.x, side, stride, halo);
  std::vector<Tile> tiles;
  for (const Part& y : split(block.y, side, stride, halo)) {
    for (const Part& x : columns) tiles.push_back(tile_of(y, x));
  }
  return tiles;
}

int least_tile_side(int stride, int halo) { return 2 * rounded_up(halo, stride) + stride; }

}  // namespace core

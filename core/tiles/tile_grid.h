// How a picture that is too large for the memory is cut into tiles.
//
// Every pixel that is compared is owned by one tile. A tile is computed with a halo around what it owns, so
// wide that owned features come out as they would on the whole canvas; all borders lie at multiples of the
// deepest layer's stride, so that poolings fall as they would there.
#pragma once

#include <vector>

#include "picture/canvas.h"

namespace core {

struct Rectangle {
  int top = 0;
  int left = 0;
  int height = 0;
  int width = 0;
};

struct Tile {
  Rectangle owned;
  Rectangle crop;  // owned with its halo, inside the canvas
};

// Which of several about equal parts of a picture, each of which a process of its own computes.
struct Share {
  int number = 0;  // 0 … of−1
  int of = 1;
};

// Of a share as one tile. On a canvas with fewer strides than shares some own nothing: their height or width
// is 0.
Tile share_of(const Canvas& canvas, int stride, int halo, Share share);

// Tiles of a canvas's share, in its pixels; they own what is compared of it. `side`: the greatest side of a
// crop; 0: the share is one tile. At least least_tile_side().
std::vector<Tile> tile_grid(const Canvas& canvas, int side, int stride, int halo, Share share = {});

int least_tile_side(int stride, int halo);

}  // namespace core

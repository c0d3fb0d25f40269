// How a picture that is too large for the memory is cut into tiles.
//
// Every pixel is owned by one tile. A tile is computed with a halo around what it owns, so wide that owned
// features come out as they would in the whole picture; all borders lie at multiples of the deepest layer's
// stride, so that poolings fall as they would there.
#pragma once

#include <vector>

#include "core/resample.h"

namespace core {

struct Rectangle {
  int top = 0;
  int left = 0;
  int height = 0;
  int width = 0;
};

struct Tile {
  Rectangle owned;
  Rectangle crop;  // owned with its halo, inside the picture
};

// `side`: the greatest side of a crop in pixels; 0: the whole picture is one tile. At least
// least_tile_side().
std::vector<Tile> tile_grid(Size picture, int side, int stride, int halo);

int least_tile_side(int stride, int halo);

}  // namespace core

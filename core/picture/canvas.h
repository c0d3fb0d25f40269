// The picture as the network sees it: with margins around it that mirror it or go on with its other side, in
// whole poolings.
//
// Convolutions add zeros around their maps, and poolings leave an odd last row or column out. On the bare
// picture that paints a frame, and strips at odd sizes. On the canvas it falls on what nobody looks at: only
// positions that show a part of the picture are compared, and what their gradient does to a mirrored pixel it
// does to the pixel itself. A picture that wraps is compared as the endless one that it is a tile of.
#pragma once

#include <vector>

#include "core/image.h"
#include "core/resample.h"

namespace core {

inline int rounded_up(int value, int unit) { return (value + unit - 1) / unit * unit; }

// What is put around a picture.
struct Surroundings {
  int margin = 0;  // pixels on each side; a multiple of `unit`
  int unit = 1;    // both sides of the canvas are multiples of it
  int slack = 0;   // pixels by which the picture can be shifted on the canvas
  Wrap wrap = {};  // along which axes its margins wrap instead of mirroring
};

// Where the picture lies on its canvas, in pixels from its usual place to the right and below; 0 … slack, or
// where it wraps any number.
struct Shift {
  int right = 0;
  int below = 0;
};

// Poolings cut a picture along the lines of a grid, and what is painted in many steps on the same grid shows
// them. So the steps take turns between several places.
constexpr int kMostShifts = 4;

struct Canvas {
  Canvas() = default;
  explicit Canvas(Size picture, Surroundings around = {});

  Size picture;
  Size size;
  Surroundings around;
  Size end;  // where what is compared ends; it begins after the margin

  Shift shift(int turn) const;

  // For each column or row of the canvas that of the picture which it shows.
  std::vector<int> columns(Shift shift = {}) const;
  std::vector<int> rows(Shift shift = {}) const;
};

// The picture at the top left of a canvas whose sides are multiples of `unit`.
Image in_whole_units(const Image& picture, int unit);

}  // namespace core

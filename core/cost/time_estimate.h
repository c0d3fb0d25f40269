// How long a run will take, from what two small pictures took: arithmetic alone.
//
// What an evaluation takes, and what a scale begins with, is a straight line in the pixels of the canvas
// through both measurements. A scale is the resizing of the pictures, what is planned and allocated, the
// styles and the content read once, and the iterations; of tiles each crop is an evaluation, and may be
// computed forward once or twice more.
#pragma once

#include <vector>

#include "cost/part_meter.h"
#include "loss/objective.h"

namespace core {

// seconds(n) = fixed + each · n, neither negative.
struct Line {
  double fixed = 0;
  double each = 0;

  double at(double n) const { return fixed + each * n; }
};

// Through (n1, y1) and (n2, y2), n1 < n2; where that would make a term negative, the nearest line that does
// not.
Line line_through(double n1, double y1, double n2, double y2);

struct TimeCosts {
  Line evaluation;        // by the canvas' pixels
  Line forward;           // of the network, as when a picture is read; likewise
  Line setup;             // of a scale, beyond what is read; likewise
  Line step;              // the optimiser's, by the picture's pixels
  double resampling = 0;  // a pixel read or written
  double opening = 0;     // of the weights, and packing their filters
};

// `small` has fewer pixels than `large`. Leaves `opening`.
TimeCosts time_costs(const PartSample& small, const PartSample& large);

struct TimeQuestion {
  // What is computed before the scales, at a size of its own, counts as one more.
  struct Scale {
    Size content;
    std::vector<Size> styles;
    int iterations = 1;
    int shifts = 1;  // for each the content is read
  };
  double given_pixels = 0;  // of content and styles, from which they are resized
  std::vector<Scale> scales;
  Optimizer optimizer = Optimizer::kAdam;
  Tiling tiling;
  int tile_stride = 1;
  int halo = 0;
  Surroundings around;  // of every picture
  int processes = 1;    // that share the tiles out
};

double estimate_seconds(const TimeCosts& costs, const TimeQuestion& question);

}  // namespace core

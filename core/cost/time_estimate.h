// How long a run will take, from what its parts took on two small pictures: arithmetic alone.
//
// Every part takes a fixed time and a time for each of its positions, a straight line through both
// measurements. A run is the preparation (weights, calibration, balance of the losses), then for each scale
// the resizing of the pictures, what is planned and allocated, the styles and the content read once, and the
// iterations; tiles read each crop twice and go back once.
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

struct PartCost {
  PartTime::Kind kind = PartTime::Kind::kOther;
  int stride = 1;
  Line forward;
  Line backward;
};

struct TimeCosts {
  std::vector<PartCost> parts;  // of an evaluation
  Line setup;                   // of a scale, beyond what is computed; by pixels
  Line first_step;              // the optimiser's, by pixels, while it remembers nothing
  Line full_step;               // and when its memory is full
  double resampling = 0;        // a pixel read or written
  double packing = 0;           // of a network's filters, both ways
  double opening = 0;           // of the weights
};

// `small` and `large`: samples of the same parts, `small` with fewer pixels. Leaves `packing` and `opening`.
TimeCosts time_costs(const PartSample& small, const PartSample& large);

struct TimeQuestion {
  struct Scale {
    Size content;
    std::vector<Size> styles;
    int iterations = 1;
    int shifts = 1;  // for each the content is read
  };
  Size content;  // as given
  std::vector<Size> styles;
  std::vector<Scale> scales;
  Scale calibration;  // without styles: there is none
  Scale balance;      // of the losses
  int balanced = 0;   // layers that need one each
  Optimizer optimizer = Optimizer::kAdam;
  Tiling tiling;
  int tile_stride = 1;
  int halo = 0;
  Surroundings around;  // of every picture
};

double estimate_seconds(const TimeCosts& costs, const TimeQuestion& question);

}  // namespace core

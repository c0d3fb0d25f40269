// Measures the parts of an iteration with the real objective and optimiser on pictures of noise: what the
// bench shows, and what predictions are made from.
#pragma once

#include <vector>

#include "core/part_times.h"
#include "descent/minimiser.h"
#include "dnn/engine.h"
#include "loss/objective.h"
#include "network/vgg.h"

namespace core {

// One picture size's figures.
struct PartSample {
  Size size;
  Size canvas;                    // that the layers computed
  std::vector<PartTime> parts;    // of an evaluation; each part's least
  double evaluation_seconds = 0;  // of all parts together
  double forward_seconds = 0;     // of the layers'
  // Of a network; of the first one, also to choose its methods and pack its filters.
  double planning_seconds = 0;
  double setup_seconds = 0;  // what is made for a scale, beyond its evaluations and the reading of pictures
  double step_seconds = 0;   // the optimiser's, when its memory is full
  Size resampled;            // √2 times smaller, as the scale before is
  double resampling_seconds = 0;  // from `size` to that
};

class PartMeter {
 public:
  PartMeter(dnn::Engine& engine, Vgg vgg, ObjectiveSettings settings, Optimizer optimizer);

  // At least so many evaluations, and more until so many seconds have gone by. Times of tiles are added up.
  PartSample measure(Size size, int evaluations, double seconds = 0, Tiling tiling = {});

 private:
  void measure_objective(PartSample& sample, int evaluations, double seconds, Tiling tiling);
  void measure_optimizer(PartSample& sample) const;

  dnn::Engine& engine_;
  Vgg vgg_;
  ObjectiveSettings settings_;
  Optimizer optimizer_;
};

}  // namespace core

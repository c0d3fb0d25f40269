// How long a run will take and how much memory, before it begins.
//
// The first question measures the network on two small pictures, for about half a second; later ones are
// answered by arithmetic as long as they are about the same network, layers, optimiser and threads, and not
// the first about more than 256 px. Times are those of a machine that does nothing else.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/painter.h"
#include "core/parameters.h"
#include "core/resample.h"

namespace core {

struct Prediction {
  double seconds = 0;     // of StyleJob's construction and run
  std::size_t bytes = 0;  // of the whole process at its largest
  int tile_side = 0;      // of the tiles that the memory asks for; 0: none
};

// Belongs to the painter's thread. Measures with the painter's engine and network, which must outlive it.
class Predictor {
 public:
  explicit Predictor(Painter& painter);
  ~Predictor();
  Predictor(const Predictor&) = delete;
  Predictor& operator=(const Predictor&) = delete;

  // Sizes of the pictures as given; `alpha`: whether the content has it; `masks`: see need_of_masks().
  // Throws base::Error as StyleJob does for parameters, weights and sizes.
  Prediction predict(const Parameters& parameters, Size content, const std::vector<StyleSize>& styles,
                     bool alpha = false, MaskNeed masks = {});

 private:
  struct Measured;
  Painter& painter_;
  std::unique_ptr<Measured> measured_;
};

}  // namespace core

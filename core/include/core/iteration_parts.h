// What the bench shows of a run: the parts of its iterations, measured.
#pragma once

#include <vector>

#include "core/parameters.h"
#include "core/part_times.h"
#include "core/resample.h"

namespace core {

struct IterationParts {
  std::vector<PartTime> parts;
  double resampling_seconds = 0;  // of one picture to a size √2 times smaller; once a scale
  double peak_gflops = 0;         // of the processor with these threads
};

// Each part's least time of several iterations on pictures of this size; of tiles, where a run would need
// them, the sum. An L-BFGS step is one with a full memory. Throws base::Error as StyleJob does.
IterationParts measure_iteration(const Parameters& parameters, Size size);

}  // namespace core

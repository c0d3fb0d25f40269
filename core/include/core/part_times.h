// How long each part of an iteration takes, for the bench and for predictions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/parameters.h"
#include "core/resample.h"

namespace core {

struct Effort {
  double seconds = 0;
  double operations = 0;  // multiplications and additions of the plain way; 0 where they are not counted
};

struct PartTime {
  // kLayer: of the network. kProduct: a style layer's moments, and their gradient. kOther: all else; it has
  // no backward.
  enum class Kind { kLayer, kProduct, kOther };
  Kind kind = Kind::kOther;
  std::string part;  // "conv1_1", "pool1"; "relu1_1"; "content loss", "optimiser step"
  // "winograd", "patches", "direct", "pooling"; "gram", "covariance", "wasserstein"; "adam"
  std::string method;
  std::size_t filter_bytes = 0;  // packed for this method, both ways
  Effort forward;
  Effort backward;
};

struct IterationParts {
  std::vector<PartTime> parts;
  double resampling_seconds = 0;  // of one picture to a size √2 times smaller; once a scale
  double peak_gflops = 0;         // of the processor with these threads
};

// Each part's least time of several iterations on pictures of this size; of tiles, where a run would need
// them, the sum. An L-BFGS step is one with a full memory. Throws base::Error as StyleJob does.
IterationParts measure_iteration(const Parameters& parameters, Size size);

}  // namespace core

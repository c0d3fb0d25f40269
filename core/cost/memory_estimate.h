// The memory that a run will take at its largest scale, and the tiles that keep it within a limit, so that
// one that cannot fit is refused before it starts.
//
// Counted: the program, the network's buffers and weights, the content's features, the optimiser's state, the
// pictures. An upper estimate.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "choices/choices.h"
#include "core/mask_need.h"
#include "core/parameters.h"
#include "core/resample.h"
#include "dnn/network.h"
#include "loss/objective.h"
#include "scales/working_sizes.h"

namespace core {

struct MemoryQuestion {
  const dnn::NetworkDescription& description;
  std::vector<std::string> content_taps;
  std::vector<std::string> style_taps;
  int margin = 0;
  int shifts = 1;
  Size working;
  std::vector<Size> styles;
  Optimizer optimizer = Optimizer::kAdam;
  int iterations = 1;
  double given_pixels = 0;        // of the pictures before they are resized, which are kept
  std::size_t content_alpha = 0;  // values of its plane as given, which is kept; 0: there is none
  MaskNeed masks = {};
  std::size_t filter_bytes = 0;  // packed; 0: unknown, so as many as any method takes
  int processes = 1;             // that share the machine's memory
};

// For the largest scale. Keeps a reference to `description`, of which only shapes are read.
MemoryQuestion memory_question(const dnn::NetworkDescription& description, const Choices& choices,
                               const WorkingSizes& sizes, const Parameters& parameters);

std::size_t estimate_bytes(const MemoryQuestion& question, const Tiling& tiling);

// Whether the whole picture fits; the limit as below.
bool fits_into_memory(const MemoryQuestion& question, int limit_mib);

// The largest tiles that fit, or none where the whole picture fits.
// `limit_mib` 0: three quarters of the memory that the system says is free, and modest tiles where they do.
// Throws base::Error that names the need, the limit and a size that would fit.
Tiling fit_into_memory(const MemoryQuestion& question, int limit_mib);

}  // namespace core

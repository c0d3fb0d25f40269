// Products of feature maps with themselves, on one thread: the part that is written for each instruction set.
// Maps are rows (M×N); N is a multiple of kGranule.
#pragma once

#include <cstddef>

namespace dnn {

std::size_t gram_scratch(int channels);  // floats

// Some positions of a map or of a window of one, counted row by row.
struct GramRows {
  const float* features = nullptr;
  const float* weights = nullptr;  // of the window's positions, without gaps, 0 … 1; null: all 1
  int channels = 0;
  std::size_t width = 0;  // positions in a row
  std::size_t pitch = 0;  // from one row to the next
  std::size_t first = 0;
  std::size_t count = 0;
};

// gram[c·N + d] += Σ over positions w[p]·F[p,c]·F[p,d] for d ≥ c at least; what is below the diagonal is left
// as it comes; channel_sums[c] += Σ w[p]·F[p,c]. Short sums in float, long ones in double. `scratch`:
// gram_scratch() floats.
void run_gram(const GramRows& rows, double* gram, double* channel_sums, float* scratch);

// gradient += features·S + row. `symmetric`: S in panels, [panel][channel][channel of the panel], zero where
// a panel has more channels than there are; `row`: whole panels.
void run_gram_gradient(const float* features, std::size_t positions, int channels, const float* symmetric,
                       const float* row, float* gradient);

}  // namespace dnn

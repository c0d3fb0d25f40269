// 2×2 pooling with stride 2 of some rows of the pooled map, on one thread. Maps are rows (M×N); a last odd
// row or column of the source is left out.
//
// Maximum: of equal values the first in reading order counts. Forward notes which one of the four it was (0 …
// 3 in reading order, one byte per pooled value), so that the source need not be kept for backward.
#pragma once

#include <cstdint>

namespace dnn {

struct PoolingRows {
  int height = 0;  // of the source
  int width = 0;
  int channels = 0;
  int first_row = 0;  // of the pooled map
  int last_row = 0;
};

// `which` may be null.
void run_maximum(const PoolingRows& rows, const float* source, float* pooled, std::uint8_t* which);
void run_average(const PoolingRows& rows, const float* source, float* pooled);

// Overwrite the rows of `source_gradient` that belong to the pooled rows, but no odd row or column.
void run_maximum_backward(const PoolingRows& rows, const std::uint8_t* which, const float* pooled_gradient,
                          float* source_gradient);
void run_average_backward(const PoolingRows& rows, const float* pooled_gradient, float* source_gradient);

}  // namespace dnn

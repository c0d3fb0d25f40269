// 2×2 pooling with stride 2 of some rows of the pooled map, on one thread. Maps are rows (M×N); a last odd
// row or column of the source is left out.
//
// Maximum: of equal values the first in reading order counts, forward and backward. Backward reads the maps
// again instead of a stored index, which would be another pass over memory.
#pragma once

namespace dnn {

struct PoolingRows {
  int height = 0;  // of the source
  int width = 0;
  int channels = 0;
  int first_row = 0;  // of the pooled map
  int last_row = 0;
};

void run_maximum(const PoolingRows& rows, const float* source, float* pooled);
void run_average(const PoolingRows& rows, const float* source, float* pooled);

// Overwrite the rows of `source_gradient` that belong to the pooled rows, but no odd row or column.
void run_maximum_backward(const PoolingRows& rows, const float* source, const float* pooled_gradient,
                          float* source_gradient);
void run_average_backward(const PoolingRows& rows, const float* pooled_gradient, float* source_gradient);

}  // namespace dnn

#include "network/pooling.h"

#include <algorithm>

#include "network/pooling_rows.h"

namespace dnn {
namespace {

template <class Run>
void for_rows(ThreadPool& threads, const FeatureShape& shape, const Run& run) {
  threads.run_ranges(shape.height / 2, [&](std::size_t first, std::size_t last) {
    run(PoolingRows{shape.height, shape.width, shape.channels, static_cast<int>(first),
                    static_cast<int>(last)});
  });
}

void clear_odd_borders(const FeatureShape& shape, float* gradient) {
  const std::size_t channels = shape.channels, row = channels * shape.width;
  if (shape.height % 2 == 1) std::fill_n(gradient + (shape.height - 1) * row, row, 0.0f);
  for (int y = 0; shape.width % 2 == 1 && y < shape.height; ++y) {
    std::fill_n(gradient + (y + 1) * row - channels, channels, 0.0f);
  }
}

}  // namespace

void pool(ThreadPool& threads, Pooling pooling, const FeatureShape& source_shape, const float* source,
          float* pooled, std::uint8_t* which) {
  for_rows(threads, source_shape, [&](const PoolingRows& rows) {
    pooling == Pooling::kMax ? run_maximum(rows, source, pooled, which) : run_average(rows, source, pooled);
  });
}

void pool_backward(ThreadPool& threads, Pooling pooling, const FeatureShape& source_shape,
                   const std::uint8_t* which, const float* pooled_gradient, float* source_gradient) {
  for_rows(threads, source_shape, [&](const PoolingRows& rows) {
    if (pooling == Pooling::kMax) {
      run_maximum_backward(rows, which, pooled_gradient, source_gradient);
    } else {
      run_average_backward(rows, pooled_gradient, source_gradient);
    }
  });
  clear_odd_borders(source_shape, source_gradient);
}

}  // namespace dnn

// ReLU where it is not fused into a convolution: at a layer that is tapped before it.
#pragma once

#include <cstddef>

#include "engine/thread_pool.h"

namespace dnn {

inline void relu(ThreadPool& pool, const float* source, std::size_t size, float* destination) {
  pool.run_ranges(size, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) destination[i] = source[i] > 0 ? source[i] : 0.0f;
  });
}

}  // namespace dnn

// 2×2 pooling of whole maps on all threads; see pooling_rows.h.
#pragma once

#include "dnn/feature_map.h"
#include "dnn/network.h"
#include "engine/thread_pool.h"

namespace dnn {

// `which`: of maxima, one byte per pooled value for backward; null where there is none.
void pool(ThreadPool& threads, Pooling pooling, const FeatureShape& source_shape, const float* source,
          float* pooled, std::uint8_t* which);

// Overwrites `source_gradient`; an odd last row or column has no gradient.
void pool_backward(ThreadPool& threads, Pooling pooling, const FeatureShape& source_shape,
                   const std::uint8_t* which, const float* pooled_gradient, float* source_gradient);

}  // namespace dnn

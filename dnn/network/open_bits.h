// Where a ReLU was open: one bit per value of its output, set where that is positive, which is all that the
// backward pass needs of a map that nobody else reads. Value i is bit i % 16 of word i / 16, so that a
// position's channels begin with a whole word where they are a multiple of 16 (kGranule).
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/thread_pool.h"

namespace dnn {

using OpenWord = std::uint16_t;
constexpr std::size_t kOpenBits = 16;

constexpr std::size_t open_words(std::size_t values) { return (values + kOpenBits - 1) / kOpenBits; }

// `open`: open_words(values), overwritten.
void mark_open(ThreadPool& pool, const float* rectified, std::size_t values, OpenWord* open);

// ReLU backward, in place: the gradient becomes zero where the ReLU was not open.
void close_gradient(ThreadPool& pool, const OpenWord* open, std::size_t values, float* gradient);

}  // namespace dnn

// Rows of float32 values as bfloat16, on one thread: what a bf16 convolution reads.
//
// In one part each value is rounded to the nearest bfloat16 (8 bits of mantissa). In three parts a position's
// channels become [high | low | high] with value = high + low up to 2⁻¹⁶ of it, so that the product with
// filters [high | high | low] in the same order is one of float32 quality (the product of the two lows is
// left out); the split is that of Henry, Tang & Heinecke, arXiv 1904.06376.
#pragma once

#include <cstddef>
#include <cstdint>

#include "open_bits.h"

namespace dnn {

constexpr int kSplitParts = 3;

// Where `open` is given, a value counts as zero where the ReLU was not open: ReLU backward.
// `channels` is a multiple of kGranule; `parts`: 1 or kSplitParts; `rows`: positions × parts·channels.
void run_bf16_rows(const float* source, const OpenWord* open, std::size_t positions, int channels, int parts,
                   std::uint16_t* rows);

}  // namespace dnn

// Rows of float32 values as bfloat16, on one thread: what a bf16 convolution reads.
//
// Each value is rounded to the nearest bfloat16 (8 bits of mantissa).
#pragma once

#include <cstddef>
#include <cstdint>

#include "network/open_bits.h"

namespace dnn {

// Where `open` is given, a value counts as zero where the ReLU was not open: ReLU backward.
// `channels` is a multiple of kGranule; `rows`: positions × channels.
void run_bf16_rows(const float* source, const OpenWord* open, std::size_t positions, int channels,
                   std::uint16_t* rows);

}  // namespace dnn

// What our vector code, compiled for several instruction sets and chosen at run time, has in common.
#pragma once

// Sizeless vectors (SVE, RVV) cannot stand in arrays, the oldest x86 sets are not worth their code, and what
// came after the first AVX-512 (lower bits) has nothing for single floats.
#define HWY_DISABLED_TARGETS \
  (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_SSSE3 | (HWY_AVX3 - 1))

namespace dnn {

// Channels come in whole vectors of the widest instruction set.
constexpr int kGranule = 16;

// Output channels of a panel: two vectors of this processor's instruction set.
int panel_channels();
// Rows that the inner product takes at once.
int product_rows();

// Keeps our code to the instruction sets that oneDNN may use (ONEDNN_MAX_CPU_ISA).
void follow_onednn_isa();

}  // namespace dnn

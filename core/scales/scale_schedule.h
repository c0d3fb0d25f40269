// Sizes of the coarse-to-fine run: S/2^(i/2), rounded, small to large, S last.
//
// 512 gives 128, 181, 256, 362, 512. Half a power of two a step, as in Katherine Crowson's
// style-transfer-pytorch (MIT): a whole one leaves too much new detail to each scale.
#pragma once

#include <vector>

namespace core {

// Steps of the optimiser at each of these scales. As many as are asked for up to 256 px, or at the first
// scale where it is larger; then they fall as 1/side, since a scale that begins with the enlarged result
// of the one before has only finer detail to add, and each step costs side²
// (tests/bench/style_quality/RESULTS.md).
std::vector<int> iterations_of(const std::vector<int>& scales, int iterations);

// Between how many places on its canvas (canvas.h), at most `most`, a picture takes turns in so many steps:
// each place costs the content's features once more.
int shifts_of(int iterations, int most);

// `longer_side` ≥ 1: S, in pixels. `scales`: how many sizes; 0: all that are at least 128. Sizes below
// `least` (what the network needs) are left out; the result always holds S and no size twice.
std::vector<int> scale_schedule(int longer_side, int scales, int least);

}  // namespace core

#include "scales/scale_schedule.h"

#include <algorithm>
#include <cmath>

namespace core {

std::vector<int> scale_schedule(int longer_side, int scales, int least) {
  constexpr int kSmallest = 128;
  const int bound = std::max(scales > 0 ? 1 : kSmallest, least);
  std::vector<int> sizes = {longer_side};
  for (int i = 1; scales <= 0 || i < scales; ++i) {
    const int size = static_cast<int>(std::lround(longer_side / std::exp2(0.5 * i)));
    if (size < bound || size == sizes.back()) break;
    sizes.push_back(size);
  }
  std::reverse(sizes.begin(), sizes.end());
  return sizes;
}

int shifts_of(int iterations, int most) { return std::clamp((iterations + 1) / 2, 1, most); }

std::vector<int> iterations_of(const std::vector<int>& scales, int iterations) {
  constexpr int kFullTo = 256;  // px
  constexpr int kLeast = 5;
  const double full_to = std::max(kFullTo, scales.front());
  std::vector<int> result;
  for (const int side : scales) {
    const double share = std::min(1.0, full_to / side);
    result.push_back(
        std::max(std::min(kLeast, iterations), static_cast<int>(std::lround(iterations * share))));
  }
  return result;
}

}  // namespace core

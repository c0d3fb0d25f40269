#include "scale_schedule.h"

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

}  // namespace core

#include "video/display_matrix.h"

#include <cstdlib>

namespace video {

pictures::Orientation orientation(const std::int32_t* matrix) {
  if (matrix == nullptr) return {};
  const std::int64_t a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
  if (std::abs(a) + std::abs(d) >= std::abs(b) + std::abs(c)) return {false, a < 0, d < 0};
  return {true, c < 0, b < 0};
}

}  // namespace video

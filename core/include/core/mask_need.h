// What all masks of a run take: values as they are given, and planes of the size that is painted.
#pragma once

#include <cstddef>

namespace core {

struct MaskNeed {
  std::size_t values = 0;
  int planes = 0;
};

}  // namespace core

#include "small_weights.h"

#include <cstddef>

extern "C" {
extern const char small_weights_begin[];
extern const char small_weights_end[];
}

namespace weights {

std::string_view small_weights_file() {
  return {small_weights_begin, static_cast<std::size_t>(small_weights_end - small_weights_begin)};
}

}  // namespace weights

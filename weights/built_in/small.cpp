#include <cstddef>

#include "built_in/built_in.h"

extern "C" {
extern const char small_weights_begin[];
extern const char small_weights_end[];
}

namespace weights {

SourceFile open_small() {
  return SourceFile::in_memory(
      "small", {small_weights_begin, static_cast<std::size_t>(small_weights_end - small_weights_begin)});
}

}  // namespace weights

#include <cstddef>

#include "built_in/built_in.h"

extern "C" {
extern const char fast_weights_begin[];
extern const char fast_weights_end[];
}

namespace weights {

SourceFile open_fast() {
  return SourceFile::in_memory(
      "fast", {fast_weights_begin, static_cast<std::size_t>(fast_weights_end - fast_weights_begin)});
}

}  // namespace weights

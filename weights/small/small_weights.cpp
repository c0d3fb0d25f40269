#include "small_weights.h"

extern "C" {
extern const char small_weights_begin[];
extern const char small_weights_end[];
}

namespace weights {

std::string small_weights_file() { return {small_weights_begin, small_weights_end}; }

}  // namespace weights

// The most memory that this process has had in use (resident set), in bytes.
#pragma once

#include <cstddef>

namespace cli {

std::size_t peak_memory_bytes();

}  // namespace cli

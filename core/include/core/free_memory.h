// What a run may take without the system beginning to swap.
#pragma once

#include <cstddef>

namespace core {

// Bytes; the largest number where the system does not tell.
std::size_t free_memory();

}  // namespace core

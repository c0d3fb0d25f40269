// Weights of a VGG computed from their position: the C++ side of generated_weights.py, bit for bit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "weights/weight_set.h"

namespace reference {

// Output number `counter` of splitmix64 seeded with 0.
std::uint64_t splitmix64(std::uint64_t counter);

// Full width, every convolution. `draws`: of each convolution, a digit per filter.
std::vector<weights::Convolution> generated_weights(weights::NetworkKind network,
                                                    const std::vector<std::string>& draws);

// Sum of all values' bit patterns.
std::uint64_t checksum(const std::vector<weights::Convolution>& convolutions);

}  // namespace reference

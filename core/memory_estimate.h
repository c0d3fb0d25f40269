// The memory that a run will take at its largest scale, so that one that cannot fit is refused before it
// starts.
//
// Counted: the network's buffers and weights, the optimiser's state, the pictures. An upper estimate.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/resample.h"
#include "dnn/network.h"

namespace core {

std::size_t estimate_bytes(const dnn::NetworkDescription& description, const std::vector<std::string>& taps,
                           Size working, const std::vector<Size>& styles, const std::string& optimizer);

// Throws base::Error that names the need, the limit and a size that fits. `limit_mib` 0: the memory that the
// system says is free.
void check_memory(std::size_t bytes, int limit_mib, int longer_side);

}  // namespace core

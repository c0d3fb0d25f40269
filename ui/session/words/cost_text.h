// What a render costs, in words.
#pragma once

#include <cstddef>
#include <string>

#include "session/tasks/cost.h"

namespace ui {

// "About 2 min and 640 MB for 1024 × 683 px"
std::string cost_text(const CostAnswer& answer);
// What is wrong and what to do about it, a sentence or two; empty where nothing is.
std::string cost_warning(const CostAnswer& answer);

// "640 MB", "1.4 GB"
std::string bytes_text(std::size_t bytes);

}  // namespace ui

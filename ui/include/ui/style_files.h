// Style pictures that are known without asking: chosen before, or installed with the program.
#pragma once

#include <string>
#include <vector>

namespace ui {

// Paths; the recent ones first.
std::vector<std::string> known_style_files();

}  // namespace ui

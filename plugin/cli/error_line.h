// How an error is told: one line on standard error.
#pragma once

#include <string>

namespace cli {

// One line, whatever a file is called.
void print_error(std::string message);

}  // namespace cli

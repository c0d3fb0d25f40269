// A value as an error message shows it: on one line, of bearable length.
#pragma once

#include <string>

namespace core {

std::string quoted(const std::string& text);

}  // namespace core

#include "cli/error_line.h"

#include <algorithm>
#include <iostream>

namespace cli {

void print_error(std::string message) {
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  std::replace_if(message.begin(), message.end(), is_control, '?');
  std::cerr << "style-transfer: error: " << message << '\n';
}

}  // namespace cli

#include "parameters/quoted.h"

namespace core {

std::string quoted(const std::string& text) {
  constexpr std::size_t kLongest = 80;
  std::size_t length = text.size();
  if (length > kLongest) {
    length = kLongest;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;  // whole UTF-8
  }
  std::string shown = "\"";
  for (std::size_t i = 0; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    shown += byte < 0x20 || byte == 0x7F ? '?' : text[i];
  }
  return shown + (length < text.size() ? "…\"" : "\"");
}

}  // namespace core

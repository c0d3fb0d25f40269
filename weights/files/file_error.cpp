#include "files/file_error.h"

#include "base/error.h"

namespace weights {

void refuse(const std::string& file, const std::string& what) { throw base::Error(file + ": " + what); }

std::string in_quotes(const std::string& text) {
  constexpr std::size_t kLongest = 60;
  std::string shown;
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    const bool starts_character = (code & 0xC0) != 0x80;  // UTF-8: never cut inside a character
    if (starts_character && shown.size() >= kLongest) return "\"" + shown + "…\"";
    shown += code < 0x20 || code == 0x7F ? '?' : letter;
  }
  return "\"" + shown + "\"";
}

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  std::string text = "[";
  for (const std::uint64_t size : shape) {
    if (text.size() > 1) text += ", ";
    text += std::to_string(size);
  }
  return text + "]";
}

}  // namespace weights

// For formats of bytes and numbers without text.
#include <algorithm>
#include <cstddef>
#include <iterator>

#include "mutation.h"

namespace fuzz {
namespace {

constexpr unsigned char kBytes[] = {0x00, 0x01, 0x02, 0x03, 0x04, 0x08, 0x12, 0x7F, 0x80, 0xFE, 0xFF};

// std::uniform_int_distribution differs between libraries; a slight bias does not matter here.
std::size_t below(std::size_t limit, std::mt19937_64& random) { return random() % limit; }

}  // namespace

std::string mutated(std::string bytes, std::mt19937_64& random) {
  // What describes the tensors mostly stands at the beginning.
  const bool early = below(2, random) == 0;
  for (std::size_t changes = 1 + below(4, random); changes > 0 && !bytes.empty(); --changes) {
    const std::size_t end = early ? std::min<std::size_t>(bytes.size(), 2048) : bytes.size();
    const std::size_t at = below(end, random);
    const std::size_t count = std::min(1 + below(16, random), bytes.size() - at);
    switch (below(6, random)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8, random)));
        break;
      case 1:
        bytes[at] = static_cast<char>(kBytes[below(std::size(kBytes), random)]);
        break;
      case 2:
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), count,
                    static_cast<char>(kBytes[below(std::size(kBytes), random)]));
        break;
      case 3:
        bytes.erase(at, count);
        break;
      case 4:
        bytes.insert(at, bytes.substr(below(bytes.size(), random), count));
        break;
      default:
        if (below(4, random) == 0) bytes.resize(at);
    }
  }
  return bytes;
}

}  // namespace fuzz

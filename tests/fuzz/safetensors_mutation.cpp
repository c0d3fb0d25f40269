#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "mutation.h"

namespace fuzz {
namespace {

constexpr std::size_t kLengthBytes = 8;

// What readers stumble over.
// clang-format off: it would give each word a line.
const char* const kWords[] = {"0",
                              "1",
                              "3",
                              "-1",
                              "1.5",
                              "1e400",
                              "2147483648",
                              "4294967296",
                              "9223372036854775808",
                              "18446744073709551615",
                              "18446744073709551616",
                              "null",
                              "true",
                              "[]",
                              "{}",
                              "[[[[",
                              "\"\"",
                              "F16",
                              "BF16",
                              "F64",
                              "F8_E4M3",
                              "BOOL",
                              "__metadata__",
                              "features",
                              "weight",
                              "running_mean",
                              "vgg16",
                              "caffe",
                              "nan",
                              "\\u0000",
                              "\\n",
                              "\xFF",
                              ",",
                              "\"",
                              "}",
                              "{\"a\":"};
// clang-format on

// std::uniform_int_distribution differs between libraries; a slight bias does not matter here.
std::size_t below(std::size_t limit, std::mt19937_64& random) { return limit == 0 ? 0 : random() % limit; }

std::size_t header_end(const std::string& bytes) {
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < std::min(kLengthBytes, bytes.size()); ++i) {
    length |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  return bytes.size() < kLengthBytes || length > bytes.size() - kLengthBytes ? bytes.size()
                                                                             : kLengthBytes + length;
}

// Replaces the run of letters or digits around a random place of [8, end) by a word that readers stumble
// over. Returns by how much the header grew.
void replace_word(std::string& bytes, std::size_t end, std::mt19937_64& random) {
  if (end <= kLengthBytes) return;
  std::size_t first = kLengthBytes + below(end - kLengthBytes, random);
  std::size_t last = first;
  const auto in_word = [&](std::size_t at) {
    return std::isalnum(static_cast<unsigned char>(bytes[at])) != 0;
  };
  while (first > kLengthBytes && in_word(first - 1)) --first;
  while (last < end && in_word(last)) ++last;
  if (last == first) ++last;
  bytes.replace(first, last - first, kWords[below(std::size(kWords), random)]);
}

void set_length(std::string& bytes, std::uint64_t length) {
  for (std::size_t i = 0; i < kLengthBytes && i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>((length >> (8 * i)) & 0xFF);
  }
}

}  // namespace

std::string mutated(std::string bytes, std::mt19937_64& random) {
  std::size_t end = header_end(bytes);
  bool truthful = below(8, random) != 0;
  for (std::size_t changes = 1 + below(4, random); changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = below(bytes.size(), random);
    const std::size_t count = std::min(1 + below(40, random), bytes.size() - at);
    const std::size_t size = bytes.size();
    bool in_header = at < end;
    switch (below(7, random)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8, random)));
        break;
      case 1:
        bytes[at] = static_cast<char>(random());
        break;
      case 2:
        bytes.erase(at, count);
        break;
      case 3:
        bytes.insert(at, bytes.substr(below(size, random), count));
        break;
      case 4:
        bytes.resize(at);
        truthful = false;
        break;
      default:
        replace_word(bytes, end, random);
        in_header = true;
    }
    if (in_header) end = end + bytes.size() < size ? 0 : end + bytes.size() - size;
    end = std::min(end, bytes.size());
  }
  if (truthful && end >= kLengthBytes) set_length(bytes, end - kLengthBytes);
  return bytes;
}

}  // namespace fuzz

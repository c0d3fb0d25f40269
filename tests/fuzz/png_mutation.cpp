#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "mutation.h"
#include "png_chunks.h"

namespace fuzz {
namespace {

const char* const kTypes[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB",
                              "iCCP", "pHYs", "sBIT", "bKGD", "hIST", "tEXt", "zTXt", "abcD"};
// Sizes, depths, colour types and the like that readers stumble over; written big-endian.
const std::uint32_t kNumbers[] = {0,  1,    2,     3,      4,          6,          8,
                                  16, 0xFF, 0x100, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};

// std::uniform_int_distribution differs between libraries; a slight bias does not matter here.
std::size_t below(std::size_t limit, std::mt19937_64& random) { return limit == 0 ? 0 : random() % limit; }

void put_number(std::string& data, std::mt19937_64& random) {
  const std::uint32_t number = kNumbers[below(std::size(kNumbers), random)];
  const std::size_t bytes = below(2, random) == 0 ? 1 : 4;
  const std::size_t at = below(data.size(), random) / bytes * bytes;
  for (std::size_t i = 0; i < bytes && at + i < data.size(); ++i) {
    data[at + i] = static_cast<char>(number >> (8 * (bytes - 1 - i)));
  }
}

void change_data(std::string& data, std::mt19937_64& random) {
  const std::size_t at = below(data.size(), random);
  switch (data.empty() ? 4 : below(5, random)) {
    case 0:
      data[at] = static_cast<char>(data[at] ^ (1 << below(8, random)));
      break;
    case 1:
      data.erase(at, 1 + below(8, random));
      break;
    case 2:
    case 3:
      put_number(data, random);
      break;
    default:
      data.insert(at, 1 + below(8, random), static_cast<char>(random()));
  }
}

void change_chunks(std::vector<PngChunk>& chunks, std::mt19937_64& random) {
  const std::size_t at = below(chunks.size(), random);
  switch (below(8, random)) {
    case 0:
      chunks.erase(chunks.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1:
      chunks.insert(chunks.begin() + static_cast<std::ptrdiff_t>(below(chunks.size(), random)),
                    PngChunk(chunks[at]));
      break;
    case 2:
      std::swap(chunks[at], chunks[below(chunks.size(), random)]);
      break;
    case 3:
      chunks[at].type = kTypes[below(std::size(kTypes), random)];
      break;
    default:
      change_data(chunks[at].data, random);
  }
}

}  // namespace

std::string mutated(std::string bytes, std::mt19937_64& random) {
  std::vector<PngChunk> chunks = png_chunks(bytes);
  for (std::size_t changes = 1 + below(4, random); changes > 0 && !chunks.empty(); --changes) {
    change_chunks(chunks, random);
  }
  bytes = png_bytes(chunks);
  if (below(8, random) == 0 && !bytes.empty()) bytes.resize(below(bytes.size(), random));
  if (below(8, random) == 0 && !bytes.empty())
    bytes[below(bytes.size(), random)] = static_cast<char>(random());
  return bytes;
}

}  // namespace fuzz

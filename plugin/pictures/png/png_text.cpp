#include "pictures/png/png_text.h"

#include <algorithm>
#include <cstring>

namespace pictures {
namespace {

constexpr long kSignatureLength = 8;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

struct Chunk {
  std::size_t length = 0;
  char name[5] = "";
};

bool read_header(std::FILE* file, Chunk& chunk) {
  std::uint8_t header[8];
  if (std::fread(header, 1, sizeof header, file) != sizeof header) return false;
  chunk.length = std::size_t{header[0]} << 24 | header[1] << 16 | header[2] << 8 | header[3];
  std::memcpy(chunk.name, header + 4, 4);
  return true;
}

// PNG 1.2, 4.2.3: keyword, 0, is it compressed?, how, language, 0, translated keyword, 0, text.
Bytes text_of(const Bytes& data, const std::string& keyword) {
  if (data.size() < keyword.size() + 3 || !std::equal(keyword.begin(), keyword.end(), data.begin()))
    return {};
  const auto begin = data.begin() + static_cast<std::ptrdiff_t>(keyword.size());
  if (begin[0] != 0 || begin[1] != 0) return {};
  auto at = begin + 3;
  for (int zeros = 0; zeros < 2; ++zeros) {
    at = std::find(at, data.end(), 0);
    if (at == data.end()) return {};
    ++at;
  }
  return Bytes(at, data.end());
}

}  // namespace

Bytes find_png_text(std::FILE* file, const std::string& keyword) {
  Bytes text;
  Chunk chunk;
  std::fseek(file, kSignatureLength, SEEK_SET);
  while (text.empty() && read_header(file, chunk) && std::strcmp(chunk.name, "IDAT") != 0) {
    std::size_t rest = chunk.length;
    if (std::strcmp(chunk.name, "iTXt") == 0 && chunk.length <= kMostBytes) {
      Bytes data(chunk.length);
      if (std::fread(data.data(), 1, data.size(), file) != data.size()) break;
      text = text_of(data, keyword);
      rest = 0;
    }
    if (std::fseek(file, static_cast<long>(rest + kChecksumBytes), SEEK_CUR) != 0) break;
  }
  std::rewind(file);
  return text;
}

}  // namespace pictures

#include "png_chunks.h"

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace fuzz {
namespace {

const std::string kSignature = "\x89PNG\r\n\x1a\n";
constexpr std::size_t kTypeBytes = 4;
constexpr std::size_t kNumberBytes = 4;

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < kNumberBytes; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::string number_bytes(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
  return bytes;
}

}  // namespace

std::vector<PngChunk> png_chunks(const std::string& bytes) {
  std::vector<PngChunk> chunks;
  std::size_t at = kSignature.size();
  while (at + kNumberBytes + kTypeBytes <= bytes.size()) {
    const std::size_t begin = at + kNumberBytes + kTypeBytes;
    const std::size_t length = std::min<std::size_t>(number_at(bytes, at), bytes.size() - begin);
    chunks.push_back({bytes.substr(at + kNumberBytes, kTypeBytes), bytes.substr(begin, length)});
    at = begin + length + kNumberBytes;  // the checksum
  }
  return chunks;
}

std::string png_bytes(const std::vector<PngChunk>& chunks) {
  std::string bytes = kSignature;
  for (const PngChunk& chunk : chunks) {
    const std::string body = chunk.type + chunk.data;
    const uLong checksum =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    bytes += number_bytes(static_cast<std::uint32_t>(chunk.data.size())) + body +
             number_bytes(static_cast<std::uint32_t>(checksum));
  }
  return bytes;
}

}  // namespace fuzz

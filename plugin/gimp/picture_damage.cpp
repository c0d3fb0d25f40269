#include "gimp/picture_damage.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace gimp {
namespace {

constexpr unsigned char kPngSignature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
constexpr unsigned char kJpegSignature[] = {0xFF, 0xD8, 0xFF};

// The file from here to its end.
struct Rest {
  const unsigned char* bytes;
  std::size_t count;

  template <std::size_t size>
  bool starts_with(const unsigned char (&signature)[size]) const {
    return count >= size && std::memcmp(bytes, signature, size) == 0;
  }
  // Most significant byte first, as both formats have it.
  std::uint32_t number(std::size_t at, int size) const {
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i) value = value << 8 | bytes[at + i];
    return value;
  }
  void skip(std::size_t size) {
    bytes += size;
    count -= size;
  }
};

PictureDamage png_damage(Rest rest) {
  constexpr std::size_t kLengthBytes = 4;
  constexpr std::size_t kTypeBytes = 4;
  constexpr std::size_t kFrameBytes = kLengthBytes + kTypeBytes + 4;  // around a chunk's data
  constexpr unsigned char kLowerCase = 0x20;  // in the type: readers may do without it
  rest.skip(sizeof kPngSignature);
  while (rest.count >= kFrameBytes) {
    const std::uint32_t length = rest.number(0, kLengthBytes);
    if (length > rest.count - kFrameBytes) break;
    const unsigned char* const type = rest.bytes + kLengthBytes;
    const std::uint32_t checksum = rest.number(kLengthBytes + kTypeBytes + length, 4);
    if ((type[0] & kLowerCase) == 0 && crc32_z(0, type, kTypeBytes + length) != checksum) {
      return PictureDamage::kWrongChecksum;
    }
    if (std::memcmp(type, "IEND", kTypeBytes) == 0) return PictureDamage::kNone;
    rest.skip(kFrameBytes + length);
  }
  return PictureDamage::kCutOff;
}

// Markers without a segment: RST0 to RST7, which divide the compressed data, and TEM.
bool stands_alone(unsigned char marker) { return (marker >= 0xD0 && marker <= 0xD7) || marker == 0x01; }

PictureDamage jpeg_damage(Rest rest) {
  constexpr unsigned char kEndOfImage = 0xD9;
  constexpr std::size_t kLengthBytes = 2;
  rest.skip(2);  // SOI
  while (true) {
    // In compressed data a byte 0xFF that is no marker has a 0 behind it; before a marker it may be repeated.
    const auto* const end = rest.bytes + rest.count;
    const auto* at = std::adjacent_find(rest.bytes, end, [](unsigned char first, unsigned char second) {
      return first == 0xFF && second != 0x00 && second != 0xFF;
    });
    if (at == end) return PictureDamage::kCutOff;
    const unsigned char marker = at[1];
    rest.skip(static_cast<std::size_t>(at - rest.bytes) + 2);
    if (marker == kEndOfImage) return PictureDamage::kNone;
    if (stands_alone(marker)) continue;
    if (rest.count < kLengthBytes || rest.number(0, kLengthBytes) > rest.count) return PictureDamage::kCutOff;
    rest.skip(rest.number(0, kLengthBytes));
  }
}

}  // namespace

PictureDamage picture_damage(const unsigned char* bytes, std::size_t count) {
  const Rest file = {bytes, count};
  if (file.starts_with(kPngSignature)) return png_damage(file);
  if (file.starts_with(kJpegSignature)) return jpeg_damage(file);
  return PictureDamage::kNone;
}

}  // namespace gimp

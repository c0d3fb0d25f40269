#include "files/number_formats.h"

#include <cfloat>
#include <cmath>
#include <cstring>
#include <limits>

namespace weights {
namespace {

std::uint64_t little_endian(const unsigned char* bytes, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return value;
}

float float_of_bits(std::uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::uint32_t bits_of_float(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

float from_half(std::uint16_t half) {
  const std::uint32_t magnitude = static_cast<std::uint32_t>(half & 0x7FFF) << 13;
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
  constexpr std::uint32_t kInfinite = 0x7C00u << 13;
  if (magnitude >= kInfinite)
    return float_of_bits(sign | 0x7F800000u | (magnitude > kInfinite ? 0x400000u : 0));
  // A half's exponent is biased by 15, a float's by 127. The product is exact, of subnormal halves too.
  constexpr float kBias = 0x1p112F;
  return float_of_bits(sign | bits_of_float(float_of_bits(magnitude) * kBias));
}

}  // namespace

float to_float(double value) {
  if (std::fabs(value) > FLT_MAX) {
    return value < 0 ? -std::numeric_limits<float>::infinity() : std::numeric_limits<float>::infinity();
  }
  return static_cast<float>(value);
}

std::size_t bytes_of(NumberFormat format) {
  switch (format) {
    case NumberFormat::kF16:
    case NumberFormat::kBf16:
      return 2;
    case NumberFormat::kF32:
      return 4;
    case NumberFormat::kF64:
      break;
  }
  return 8;
}

bool parse_number_format(const std::string& text, NumberFormat& format) {
  if (text == "F16") {
    format = NumberFormat::kF16;
  } else if (text == "BF16") {
    format = NumberFormat::kBf16;
  } else if (text == "F32") {
    format = NumberFormat::kF32;
  } else if (text == "F64") {
    format = NumberFormat::kF64;
  } else {
    return false;
  }
  return true;
}

float decode_number(NumberFormat format, const unsigned char* bytes) {
  const std::uint64_t bits = little_endian(bytes, bytes_of(format));
  switch (format) {
    case NumberFormat::kF16:
      return from_half(static_cast<std::uint16_t>(bits));
    case NumberFormat::kBf16:
      return float_of_bits(static_cast<std::uint32_t>(bits) << 16);
    case NumberFormat::kF32:
      return float_of_bits(static_cast<std::uint32_t>(bits));
    case NumberFormat::kF64:
      break;
  }
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return to_float(value);
}

std::vector<float> decode_numbers(NumberFormat format, const std::string& bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  std::vector<float> values(bytes.size() / bytes_of(format));
  if (format == NumberFormat::kF16) {
    for (float& value : values) {
      value = from_half(static_cast<std::uint16_t>(at[0] | at[1] << 8));
      at += 2;
    }
    return values;
  }
  for (float& value : values) {
    value = decode_number(format, at);
    at += bytes_of(format);
  }
  return values;
}

std::uint16_t to_half(float value) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  if (std::isnan(value)) return sign | 0x7E00;
  const float magnitude = std::fabs(value);
  if (magnitude >= 65520.0f) return sign | 0x7C00;  // halfway between the largest half and 65536
  int exponent = 0;
  std::frexp(magnitude, &exponent);  // magnitude = m·2^exponent with m in [0.5, 1)
  // One unit in the last place: 11 significant bits, and 2^-24 for the smallest numbers.
  const int unit = magnitude == 0 || exponent < -13 ? -24 : exponent - 11;
  const auto units = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(magnitude, -unit)));
  // Exponent field and fraction add up, so that a rounding up to the next power of two carries by itself.
  return static_cast<std::uint16_t>(sign | ((static_cast<std::uint32_t>(unit + 24) << 10) + units));
}

}  // namespace weights

#include "gimp/sample_encoding.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace gimp {
namespace {

constexpr std::size_t kChannels = 4;
constexpr std::size_t kAlpha = 3;

// IEC 61966-2-1.
float to_perceptual(float linear) {
  return linear <= 0.0031308F ? linear * 12.92F : 1.055F * std::pow(linear, 1 / 2.4F) - 0.055F;
}
float to_linear(float perceptual) {
  return perceptual <= 0.04045F ? perceptual / 12.92F : std::pow((perceptual + 0.055F) / 1.055F, 2.4F);
}

template <typename Stored>
float from_stored(Stored value) {
  return static_cast<float>(value) / static_cast<float>(std::numeric_limits<Stored>::max());
}
template <>
float from_stored(float value) {
  return value;
}

template <typename Stored>
Stored to_stored(float value) {
  const float top = std::numeric_limits<Stored>::max();
  return static_cast<Stored>(std::lround(std::clamp(value, 0.0F, 1.0F) * top));
}
template <>
float to_stored(float value) {
  return value;
}

template <typename Stored>
void decode_samples(const void* stored, std::size_t count, bool linear, float* values) {
  const auto* samples = static_cast<const Stored*>(stored);
  for (std::size_t i = 0; i < count * kChannels; ++i) {
    values[i] = from_stored(samples[i]);
    if (linear && i % kChannels != kAlpha) values[i] = to_perceptual(values[i]);
  }
}

template <typename Stored>
void encode_samples(const float* values, std::size_t count, bool linear, void* stored) {
  auto* samples = static_cast<Stored*>(stored);
  for (std::size_t i = 0; i < count * kChannels; ++i) {
    samples[i] = to_stored<Stored>(linear && i % kChannels != kAlpha ? to_linear(values[i]) : values[i]);
  }
}

bool is_linear(const Babl* format) {
  // A palette's colours are perceptual.
  return !babl_format_is_palette(format) &&
         (babl_get_model_flags(babl_format_get_model(format)) & BABL_MODEL_FLAG_LINEAR) != 0;
}

}  // namespace

SampleEncoding::SampleEncoding(const Babl* stored) : format_(babl_format("R'G'B'A float")) {
  if (babl_format_get_space(stored) != babl_space("sRGB")) return;
  linear_ = is_linear(stored);
  const Babl* const type = babl_format_get_type(stored, 0);
  std::string name = "float";  // holds what is seen of 32-bit integers and of doubles
  if (type == babl_type("u8") || babl_format_is_palette(stored)) {
    sample_ = Sample::kByte;
    name = "u8";
  } else if (type == babl_type("u16")) {
    sample_ = Sample::kWord;
    name = "u16";
  }
  format_ = babl_format(((linear_ ? "RGBA " : "R'G'B'A ") + name).c_str());
}

std::size_t SampleEncoding::pixel_bytes() const {
  return static_cast<std::size_t>(babl_format_get_bytes_per_pixel(format_));
}

void SampleEncoding::decode(const void* stored, std::size_t count, float* values) const {
  if (sample_ == Sample::kByte) return decode_samples<std::uint8_t>(stored, count, linear_, values);
  if (sample_ == Sample::kWord) return decode_samples<std::uint16_t>(stored, count, linear_, values);
  decode_samples<float>(stored, count, linear_, values);
}

void SampleEncoding::encode(const float* values, std::size_t count, void* stored) const {
  if (sample_ == Sample::kByte) return encode_samples<std::uint8_t>(values, count, linear_, stored);
  if (sample_ == Sample::kWord) return encode_samples<std::uint16_t>(values, count, linear_, stored);
  encode_samples<float>(values, count, linear_, stored);
}

}  // namespace gimp

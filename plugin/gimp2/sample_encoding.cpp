#include "sample_encoding.h"

#include <gegl.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace gimp2 {
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

bool is_linear(GimpPrecision precision) {
  switch (precision) {
    case GIMP_PRECISION_U8_LINEAR:
    case GIMP_PRECISION_U16_LINEAR:
    case GIMP_PRECISION_U32_LINEAR:
    case GIMP_PRECISION_HALF_LINEAR:
    case GIMP_PRECISION_FLOAT_LINEAR:
    case GIMP_PRECISION_DOUBLE_LINEAR:
      return true;
    default:
      return false;
  }
}

bool counts_in_srgb(gint32 drawable) {
  return babl_format_get_space(gimp_drawable_get_format(drawable)) == babl_space("sRGB");
}

}  // namespace

SampleEncoding::SampleEncoding(gint32 drawable) : format_(babl_format("R'G'B'A float")) {
  if (!counts_in_srgb(drawable)) return;
  const GimpPrecision precision = gimp_image_get_precision(gimp_item_get_image(drawable));
  linear_ = is_linear(precision);
  std::string type = "float";  // holds what is seen of 32-bit integers and of doubles
  if (precision == GIMP_PRECISION_U8_LINEAR || precision == GIMP_PRECISION_U8_GAMMA) {
    sample_ = Sample::kByte;
    type = "u8";
  } else if (precision == GIMP_PRECISION_U16_LINEAR || precision == GIMP_PRECISION_U16_GAMMA) {
    sample_ = Sample::kWord;
    type = "u16";
  }
  format_ = babl_format(((linear_ ? "RGBA " : "R'G'B'A ") + type).c_str());
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

}  // namespace gimp2

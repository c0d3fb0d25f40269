// The number formats of tensors in files: half (IEEE 754 binary16), bfloat16, float and double,
// little-endian. Bytes are put together by shifts, so that any machine reads and writes the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weights {

enum class NumberFormat { kF16, kBf16, kF32, kF64 };

std::size_t bytes_of(NumberFormat format);

// `text` as in a safetensors header ("F16"); false if it is none of the formats above.
bool parse_number_format(const std::string& text, NumberFormat& format);

// Beyond float's range infinite.
float to_float(double value);

// A double beyond float's range becomes infinite; to be finite is for the caller to check.
float decode_number(NumberFormat format, const unsigned char* bytes);

// As many as `bytes` holds.
std::vector<float> decode_numbers(NumberFormat format, const std::string& bytes);

// Rounds to nearest, ties to even; what is beyond half's range becomes infinite.
std::uint16_t to_half(float value);

}  // namespace weights

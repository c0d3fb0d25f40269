#include "files/number_formats.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace weights {
namespace {

float half(std::uint16_t bits) {
  const unsigned char bytes[] = {static_cast<unsigned char>(bits & 0xFF),
                                 static_cast<unsigned char>(bits >> 8)};
  return decode_number(NumberFormat::kF16, bytes);
}

float of_double(double value) {
  unsigned char bytes[8];
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(bits >> (8 * i));
  return decode_number(NumberFormat::kF64, bytes);
}

TEST(Half, is_read_as_IEEE_754_says) {
  EXPECT_EQ(half(0x3C00), 1.0f);
  EXPECT_EQ(half(0xC000), -2.0f);
  EXPECT_EQ(half(0x7BFF), 65504.0f);
  EXPECT_EQ(half(0x0400), 0x1p-14f);
  EXPECT_EQ(half(0x0001), 0x1p-24f);
  EXPECT_EQ(half(0x3555), 0.333251953125f);
  EXPECT_TRUE(std::signbit(half(0x8000)));
  EXPECT_EQ(half(0x7C00), std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(half(0x7C01)));
}

TEST(Half, comes_back_as_the_same_bits_for_every_number_there_is) {
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const auto value = static_cast<std::uint16_t>(bits);
    if ((value & 0x7FFF) > 0x7C00) continue;  // not a number
    ASSERT_EQ(to_half(half(value)), value);
  }
}

TEST(Half, is_rounded_to_the_nearest_with_ties_to_even_between_all_neighbours) {
  for (std::uint16_t bits = 0; bits < 0x7BFF; ++bits) {
    const float low = half(bits);
    const float high = half(static_cast<std::uint16_t>(bits + 1));
    const float middle = (low + high) / 2;  // exact in float
    ASSERT_EQ(to_half(std::nextafter(middle, low)), bits);
    ASSERT_EQ(to_half(std::nextafter(middle, high)), bits + 1);
    ASSERT_EQ(to_half(middle) % 2, 0) << bits;
  }
  EXPECT_EQ(to_half(65519.996f), 0x7BFF);
  EXPECT_EQ(to_half(65520.0f), 0x7C00);
  EXPECT_EQ(to_half(-1e30f), 0xFC00);
  EXPECT_EQ(to_half(1e-30f), 0);
  EXPECT_EQ(to_half(std::numeric_limits<float>::quiet_NaN()) & 0x7C00, 0x7C00);
}

TEST(Bfloat16, is_the_upper_half_of_a_float) {
  const unsigned char bytes[] = {0x49, 0x40};
  EXPECT_EQ(decode_number(NumberFormat::kBf16, bytes), 3.140625f);
}

TEST(Double, beyond_the_range_of_float_becomes_infinite) {
  EXPECT_EQ(of_double(0.1), 0.1f);
  EXPECT_EQ(of_double(1e300), std::numeric_limits<float>::infinity());
  EXPECT_EQ(of_double(-1e300), -std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(of_double(std::numeric_limits<double>::quiet_NaN())));
}

}  // namespace
}  // namespace weights

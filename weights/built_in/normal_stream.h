// Normally distributed numbers, and draws from a few, that are the same with every compiler and standard
// library.
//
// std::mt19937_64's output is fixed by the C++ standard, its distributions are not. So a normal number is
// here the sum of twelve uniform 32-bit integers less its mean, an exact 36-bit integer, times 2^-32: mean 0,
// variance 1, range ±6 (Irwin–Hall). The key is hashed by splitmix64 (Steele, Lea & Flood, OOPSLA 2014), so
// that neighbouring seeds, layers and draws have nothing in common.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>

namespace weights {

class NormalStream {
 public:
  explicit NormalStream(std::initializer_list<std::uint64_t> key) : random_(hash(key)) {}

  double next() {
    constexpr std::int64_t kMean = 6 * 0xFFFFFFFFLL;
    std::uint64_t sum = 0;
    for (int pair = 0; pair < 6; ++pair) {
      const std::uint64_t bits = random_();
      sum += (bits >> 32) + (bits & 0xFFFFFFFFu);
    }
    return static_cast<double>(static_cast<std::int64_t>(sum) - kMean) * 0x1p-32;
  }

  // An integer from 0 to limit − 1; the remainder favours none of them by more than limit / 2^64.
  int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }

 private:
  static std::uint64_t hash(std::initializer_list<std::uint64_t> key) {
    std::uint64_t state = 0;
    for (const std::uint64_t word : key) {
      std::uint64_t z = (state ^ word) + 0x9E3779B97F4A7C15u;
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
      state = z ^ (z >> 31);
    }
    return state;
  }

  std::mt19937_64 random_;
};

}  // namespace weights

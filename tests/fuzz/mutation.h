// Deterministic damage to a safetensors file, for compilers without libFuzzer.
#pragma once

#include <random>
#include <string>

namespace fuzz {

// Changes `bytes` in one to four ways: bits, bytes, ranges, numbers and words in the header, the end. Mostly
// the header's length is made right again, or else nearly all damage would be found by that number alone.
std::string mutated(std::string bytes, std::mt19937_64& random);

}  // namespace fuzz

// Deterministic damage to a file, for compilers without libFuzzer. Each replay program links the one for its
// format.
#pragma once

#include <random>
#include <string>

namespace fuzz {

// Changes `bytes` in one to four ways: bits, bytes, ranges, numbers, the end. What guards the format as a
// whole (a header's length, checksums) is mostly made right again, or else nearly all damage would be found
// by that alone.
std::string mutated(std::string bytes, std::mt19937_64& random);

}  // namespace fuzz

// Reads a weight set from a stream that holds a safetensors file, so that files and bytes in memory (fuzzing)
// go the same way. `size` is the stream's length in bytes; no more memory is taken than a small multiple of
// it.
#pragma once

#include <cstdint>
#include <istream>
#include <string>

#include "weights/weight_set.h"

namespace weights {

// Throws base::Error naming `file`.
WeightSet parse_safetensors(std::istream& stream, std::uint64_t size, const std::string& file);

}  // namespace weights

// The header of a safetensors file: u64 little-endian length, that many bytes of JSON
//   {"NAME": {"dtype": "F32", "shape": [64, 3, 3, 3], "data_offsets": [0, 6912]}, …,
//    "__metadata__": {"a": "b"}}
// and then the data that the offsets count from (github.com/huggingface/safetensors, "Format").
//
// The JSON is read as a stream of events: no tree is built, nothing nests deeper than the format allows, and
// what is kept is smaller than a few times the text. Throws base::Error naming `file`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "files/tensor_file.h"

namespace weights {

struct SafetensorsTensor {
  std::string name;
  std::string dtype;
  std::vector<std::uint64_t> shape;
  std::uint64_t begin = 0;  // in bytes of the data
  std::uint64_t end = 0;
};

struct SafetensorsHeader {
  std::map<std::string, SafetensorsTensor> tensors;
  Metadata metadata;
};

// The longest header read; those of all VGG files are shorter than 10 kB.
constexpr std::uint64_t kLongestHeader = 4u << 20;

// Checks besides the form that the tensors fill the `data_size` bytes of data exactly, without overlap, and
// that shapes agree with the bytes taken.
SafetensorsHeader parse_safetensors_header(const std::string& json, std::uint64_t data_size,
                                           const std::string& file);

}  // namespace weights

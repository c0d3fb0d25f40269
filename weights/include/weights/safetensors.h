// Reader and writer of weight sets in safetensors files with torchvision's tensor names (features.N.weight,
// features.N.bias, OIHW, F16/BF16/F32/F64). Format: huggingface.co/docs/safetensors.
//
// The reader trusts nothing: header length, JSON, dtypes, shapes, offsets (in the file, no overlap) and values
// (finite) are checked before use; memory taken is bounded by the file's size. VGG-16 and VGG-19 are told apart
// by their tensors, reduced widths and files cut off after any whole convolution are taken as they are.
// `__metadata__` may hold "network", "pooling", "preprocessing"; otherwise torchvision's preprocessing is meant.
// Throws base::Error naming the file and what is wrong.
#pragma once

#include <string>

#include "weights/weight_set.h"

namespace weights {

WeightSet read_safetensors(const std::string& path);

enum class Precision { kFloat16, kFloat32 };
// Written beside `path` and renamed into place when complete.
void write_safetensors(const WeightSet& set, const std::string& path, Precision precision);

}  // namespace weights

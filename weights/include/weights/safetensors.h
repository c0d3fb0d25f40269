// Writes a weight set into a safetensors file with torchvision's tensor names (features.N.weight,
// features.N.bias, OIHW) and its preprocessing as metadata. Format: huggingface.co/docs/safetensors.
#pragma once

#include <string>

#include "weights/weight_set.h"

namespace weights {

enum class Precision { kFloat16, kFloat32 };

// Written beside `path` and renamed into place when complete. Throws base::Error naming the file and what is
// wrong.
void write_safetensors(const WeightSet& set, const std::string& path, Precision precision);

}  // namespace weights

// The one door to weight sets: by name, file or seed.
#pragma once

#include <cstdint>
#include <string>

#include "weights/random_weights.h"
#include "weights/weight_set.h"

namespace weights {

struct Request {
  std::string source = "random";  // "random", or a weight file's path
  std::string network = "auto";   // "auto", "vgg19" or "vgg16"; a file that holds another network is refused
  Width width = Width::kHalf;     // of random weights
  std::uint64_t seed = 0;         // of random weights
};

// Throws base::Error naming the file and what is wrong.
WeightSet open_weights(const Request& request);

}  // namespace weights

// The one door to weight sets: by name, file or seed. "vgg16" and "fast" come with the program.
//
// Which format a file has is told by its first bytes; VGG-16 and VGG-19 are told apart by their tensors,
// reduced widths and files cut off after any whole convolution are taken as they are. Files are not trusted:
// every length, shape and value is checked before use, nothing in them is executed, and beyond the result no
// more memory is taken than a small multiple of the largest tensor.
#pragma once

#include <cstdint>
#include <string>

#include "weights/random_weights.h"
#include "weights/weight_set.h"

namespace weights {

struct Request {
  // "vgg16", "fast", "random", a weight file's path, or a name in the user's folder.
  std::string source = "random";
  std::string network = "auto";  // "auto", "vgg19" or "vgg16"; a file that holds another network is refused
  Width width = Width::kHalf;    // of random weights
  std::uint64_t seed = 0;        // of random weights
};

// With a complete recipe. Throws base::Error naming the file and what is wrong.
WeightSet open_weights(const Request& request);

// As they are stored: of the recipe what the file tells, the rest is empty. For copies, which are not to fix
// what is usual today.
WeightSet open_weights_as_stored(const Request& request);

}  // namespace weights

// Takes a weight file of any format that is read into a folder of one's own: as a safetensors file with the
// convolutions alone, in the numbers' own precision, that tells whence it comes and how pictures are
// prepared.
#pragma once

#include <string>

#include "weights/weight_set.h"

namespace weights {

struct Import {
  std::string source;            // a weight file
  std::string network = "auto";  // as in Request
  std::string target;            // the file to write, or to replace; its folder must exist
  // "torch" or "caffe": how pictures are prepared, instead of what the file tells or its names let guess;
  // "auto".
  std::string preprocessing = "auto";
  Origin origin;  // what is known besides; what the source tells of itself is kept otherwise
};

// The target appears when it is complete. Returns what was written.
// Throws base::Error naming the file and what is wrong.
WeightSet import_weights(const Import& wanted);

// Throws base::Error unless `name` can be that of weights in a folder: letters, digits, ".", "_" and "-", and
// none of built_in_names().
void check_weights_name(const std::string& name);

}  // namespace weights

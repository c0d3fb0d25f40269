// The one of a file's candidates that its weights are taken from.
#pragma once

#include <string>
#include <vector>

#include "files/tensor_file.h"
#include "vgg/candidates.h"

namespace weights {

// The one that is a VGG furthest. Of several alike the one that is not a running average of the other; what
// was passed over is added to `notes`. Throws base::Error naming `file` where there is none, or no telling
// which.
const Candidate& choose_candidate(const std::vector<Candidate>& candidates, TensorFile& tensors,
                                  const std::string& file, std::vector<std::string>& notes);

}  // namespace weights

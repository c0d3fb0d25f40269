// How a weight file's `__metadata__` say that pictures are to be prepared and pooled, what suits the weights,
// and whence they come.
//
//   preprocessing  "torch" (torchvision's) or "caffe" (BGR, 0..255, means alone)
//   input          "rgb" or "bgr"       — these four, as our writer gives them, go before "preprocessing"
//   range          "0..1" or "0..255"
//   mean, std      three numbers in the order of `input`, "0.485,0.456,0.406"
//   pooling        "max" or "avg"
//   calibrate      "true": core is to calibrate the channels on the pictures, as those of random networks
//   style_loss     "gram", "covariance" or "wasserstein"   — from here to content_weight: the recipe
//   normalization  "size", "gradient" or "none"
//   content_layers, style_layers   "relu4_2"; "relu1_1,relu2_1:2"
//   content_weight a positive number
//   title, source_file, source_sha256, source_url, licence, citation   texts for people
#pragma once

#include <string>

#include "files/tensor_file.h"
#include "weights/weight_set.h"

namespace weights {

// Sets preprocessing, pooling, calibrate, origin and recipe of `set`, where the metadata tell them. Throws
// base::Error naming `file` and the value.
void apply_metadata(const Metadata& metadata, const std::string& file, WeightSet& set);

Metadata metadata_of(const WeightSet& set);

}  // namespace weights

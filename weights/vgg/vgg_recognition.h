// Which of a file's tensors are the convolutions of a VGG-19 or VGG-16, told by their names and shapes
// (candidates.h), and the weight set they make. Reduced widths and files cut off after any whole convolution
// are taken as they are; what is not a VGG's is passed over; batch normalisation and a layer that prepares
// the pictures become part of the convolutions (fold_layers.h). What was guessed stands in the set's notes.
//
// The preprocessing is, each going before the next: what the file's metadata say, what the tensors beside the
// convolutions tell of the file's origin, what is usual for files with such names.
#pragma once

#include <string>

#include "files/tensor_file.h"
#include "weights/weight_set.h"

namespace weights {

// Throws base::Error naming `file` and the tensors that are missing or wrong.
WeightSet recognise_vgg(TensorFile& tensors, const std::string& file);

}  // namespace weights

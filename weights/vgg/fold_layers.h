// Layers beside the convolutions that become part of them, so that the network computes the same without
// them.
#pragma once

#include <cstddef>
#include <string>

#include "files/tensor_file.h"
#include "vgg/file_layers.h"
#include "weights/weight_set.h"

namespace weights {

// Batch normalisation behind the convolution (Ioffe & Szegedy, arXiv 1502.03167, with the training's mean and
// variance): filters · s and (bias − mean) · s + shift with s = scale / √(variance + ε), ε as PyTorch or
// Keras sets it. Throws base::Error naming `file` and the tensor.
void fold_normalisation(TensorFile& tensors, const FileLayer& normalisation, const std::string& file,
                        Convolution& convolution);

// A convolution of 1×1 that makes W·x + b of the picture's three channels, x in RGB of 0…1, before the first
// one: W goes into the first one's filters and −W⁻¹·b is the mean, so that the zeros around the picture stay
// zeros.
void fold_input(TensorFile& tensors, const FileLayer& input, const std::string& file, WeightSet& set);

}  // namespace weights

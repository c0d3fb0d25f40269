// Gives every channel of a network, as of a random one, zero mean and unit variance before its ReLU on the
// given picture, so that each layer keeps unit energy and no channel is dead or always open. Changes weights
// and biases of `set`.
#pragma once

#include <vector>

#include "core/image.h"
#include "dnn/network.h"
#include "weights/weight_set.h"

namespace core {

void calibrate(dnn::Engine& engine, weights::WeightSet& set, dnn::Pooling pooling, const Image& picture);

// The pictures in a row, cut to the height of the lowest, to be calibrated on together. At least one.
Image side_by_side(const std::vector<Image>& pictures);

}  // namespace core

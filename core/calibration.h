// Gives every channel of a random network zero mean and unit variance before its ReLU on the given pictures,
// so that each layer keeps unit energy and no channel is dead or always open. Changes weights and biases of
// `set`.
#pragma once

#include <string>
#include <vector>

#include "core/image.h"
#include "dnn/network.h"
#include "weights/weight_set.h"

namespace core {

// `last`: the last convolution that will be used ("5_1"); later ones are dropped.
void calibrate(dnn::Engine& engine, weights::WeightSet& set, dnn::Pooling pooling, const std::string& last,
               const std::vector<Image>& pictures);

}  // namespace core

// Random weights for a VGG: no file, no licence question, the same bytes for a seed on every machine.
//
// Every filter reads a few random channels of the layer below through random mixtures of smooth kernels: a
// blur in one filter of four, edges and bars of a random direction in the others. All have unit energy gain;
// biases are zero. He, Wang & Hopcroft, arXiv 1606.04801, choose each layer's filters greedily among several
// draws by how well a picture is reconstructed from its features; the draws chosen for seed 0 are recorded in
// random_weights.cpp. The normalisation of channels to zero mean and unit variance needs a picture and is
// core's (core/network/calibration.h).
#pragma once

#include <cstdint>
#include <vector>

#include "weights/weight_set.h"

namespace weights {

enum class Width { kFull, kHalf };

// `draws`: which draw each convolution uses; empty: the recorded ones.
WeightSet random_weights(NetworkKind network, Width width, std::uint64_t seed,
                         const std::vector<int>& draws = {});

}  // namespace weights

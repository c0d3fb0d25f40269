// VGG-16 and VGG-19 as dnn sees them, built from a weight set (Simonyan & Zisserman, arXiv 1409.1556).
//
// The weight set says how many channels each layer has; the network is cut where the weights end.
#pragma once

#include <memory>

#include "dnn/network.h"
#include "weights/weight_set.h"

namespace core {

// A network with what its weights want to read.
struct Vgg {
  std::shared_ptr<const dnn::NetworkDescription> description;
  weights::Preprocessing preprocessing;
};

// A pooling stands before the first convolution of every block but the first.
dnn::NetworkDescription build_vgg(weights::WeightSet set, dnn::Pooling pooling);

// The same without weights: how it is built.
dnn::NetworkDescription describe_vgg(const weights::WeightSet& set, dnn::Pooling pooling);

// The same with what the weights want to read.
Vgg make_vgg(weights::WeightSet set, dnn::Pooling pooling);

// R'G'B' planes (3×pixels, 0…1) to the network's input planes, and a gradient of these back to R'G'B' planes,
// in place.
void preprocess(const weights::Preprocessing& preprocessing, const float* rgb, std::size_t pixels,
                float* input);
void preprocess_gradient(const weights::Preprocessing& preprocessing, std::size_t pixels, float* gradient);

}  // namespace core

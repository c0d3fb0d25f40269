// How pictures are prepared for the published networks.
#pragma once

#include "weights/weight_set.h"

namespace weights {

// torchvision.models.VGG19_Weights.IMAGENET1K_V1: RGB in 0…1, mean and deviation of ImageNet.
inline Preprocessing torchvision_preprocessing() {
  return {Preprocessing::Order::kRgb, 1.0f, {0.485f, 0.456f, 0.406f}, {0.229f, 0.224f, 0.225f}};
}

// Simonyan & Zisserman's own weights and what descends from them (Caffe, Keras, Gatys): BGR in 0…255, means
// alone.
inline Preprocessing caffe_preprocessing() {
  return {Preprocessing::Order::kBgr, 255.0f, {103.939f, 116.779f, 123.68f}, {1.0f, 1.0f, 1.0f}};
}

// torchvision.models.VGG16_Weights.IMAGENET1K_FEATURES: Caffe's weights with their first layer turned to RGB.
inline Preprocessing torchvision_features_preprocessing() {
  constexpr float kStep = 1.0f / 255.0f;
  return {Preprocessing::Order::kRgb, 1.0f, {0.48235f, 0.45882f, 0.40784f}, {kStep, kStep, kStep}};
}

}  // namespace weights

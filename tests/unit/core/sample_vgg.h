// A VGG of a few channels with generated weights, and pictures for it.
#pragma once

#include "core/image.h"
#include "loss/objective.h"
#include "network/vgg.h"
#include "sample_networks.h"
#include "weights/weight_set.h"

namespace test {

// conv1_1 … conv3_1, so the least picture is 4×4.
inline weights::WeightSet small_set(std::uint32_t seed = 1) {
  weights::WeightSet set;
  plain::Values values(seed);
  int in_channels = 3;
  for (const auto& [name, channels] : {std::pair{"1_1", 5}, {"1_2", 4}, {"2_1", 6}, {"2_2", 7}, {"3_1", 5}}) {
    const dnn::Layer layer = plain::convolution(name, in_channels, channels, values);
    set.convolutions.push_back({name, in_channels, channels, layer.weights, layer.bias});
    in_channels = channels;
  }
  return set;
}

inline core::Vgg small_vgg(dnn::Pooling pooling, const weights::WeightSet& set = small_set()) {
  return core::make_vgg(set, pooling);
}

inline core::Image random_image(int width, int height, std::uint32_t seed) {
  core::Image image(width, height);
  plain::Values values(seed);
  for (float& value : image.rgb()) value = 0.5f + 0.5f * values.next();
  return image;
}

}  // namespace test

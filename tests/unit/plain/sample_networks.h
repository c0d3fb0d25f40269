// Small networks and pictures with values from a seed, He-scaled so that features keep their size with depth.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "dnn/network.h"

namespace plain {

// Evenly spread over −1…1; the standard's distributions differ between libraries.
class Values {
 public:
  explicit Values(std::uint32_t seed) : random_(seed) {}
  float next() { return static_cast<float>(random_() >> 8) * 0x1p-23f - 1; }
  std::vector<float> take(std::size_t count, float scale = 1) {
    std::vector<float> values(count);
    for (float& value : values) value = scale * next();
    return values;
  }

 private:
  std::mt19937 random_;
};

inline dnn::Layer convolution(const std::string& name, int in_channels, int out_channels, Values& values) {
  dnn::Layer layer;
  layer.name = name;
  layer.in_channels = in_channels;
  layer.out_channels = out_channels;
  const auto fan_in = static_cast<std::size_t>(9 * in_channels);
  layer.weights = values.take(fan_in * out_channels, std::sqrt(6.0f / static_cast<float>(fan_in)));
  layer.bias = values.take(out_channels, 0.3f);
  return layer;
}

inline dnn::Layer pooling(const std::string& name, int channels) {
  dnn::Layer layer;
  layer.kind = dnn::Layer::Kind::kPooling;
  layer.name = name;
  layer.in_channels = layer.out_channels = channels;
  return layer;
}

// As many convolutions as there are numbers, which are their channels; 0: a pooling. Numbered as in a VGG.
inline std::shared_ptr<const dnn::NetworkDescription> chain(const std::vector<int>& channels,
                                                            dnn::Pooling kind = dnn::Pooling::kMax,
                                                            std::uint32_t seed = 1) {
  Values values(seed);
  auto description = std::make_shared<dnn::NetworkDescription>();
  description->pooling = kind;
  int block = 1, number = 0, in_channels = 3;
  for (const int out_channels : channels) {
    if (out_channels == 0) {
      description->layers.push_back(pooling("pool" + std::to_string(block++), in_channels));
      number = 0;
      continue;
    }
    const std::string name = std::to_string(block) + "_" + std::to_string(++number);
    description->layers.push_back(convolution(name, in_channels, out_channels, values));
    in_channels = out_channels;
  }
  return description;
}

}  // namespace plain

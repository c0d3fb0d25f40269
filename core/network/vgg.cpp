#include "network/vgg.h"

#include <algorithm>

namespace core {

dnn::NetworkDescription describe_vgg(const weights::WeightSet& set, dnn::Pooling pooling) {
  dnn::NetworkDescription description;
  description.pooling = pooling;
  char block = '1';
  for (const weights::Convolution& convolution : set.convolutions) {
    if (convolution.name.front() != block) {
      dnn::Layer pool;
      pool.kind = dnn::Layer::Kind::kPooling;
      pool.name = std::string("pool") + block;
      pool.in_channels = pool.out_channels = convolution.in_channels;
      description.layers.push_back(pool);
      block = convolution.name.front();
    }
    dnn::Layer layer;
    layer.kind = dnn::Layer::Kind::kConvolution;
    layer.name = convolution.name;
    layer.in_channels = convolution.in_channels;
    layer.out_channels = convolution.out_channels;
    description.layers.push_back(std::move(layer));
  }
  return description;
}

dnn::NetworkDescription build_vgg(weights::WeightSet set, dnn::Pooling pooling) {
  dnn::NetworkDescription description = describe_vgg(set, pooling);
  auto convolution = set.convolutions.begin();
  for (dnn::Layer& layer : description.layers) {
    if (layer.kind != dnn::Layer::Kind::kConvolution) continue;
    layer.weights = std::move(convolution->weights);
    layer.bias = std::move(convolution->bias);
    ++convolution;
  }
  return description;
}

Vgg make_vgg(weights::WeightSet set, dnn::Pooling pooling) {
  const weights::Preprocessing preprocessing = set.preprocessing;
  return {std::make_shared<const dnn::NetworkDescription>(build_vgg(std::move(set), pooling)), preprocessing};
}

namespace {

int source_channel(const weights::Preprocessing& preprocessing, int channel) {
  return preprocessing.order == weights::Preprocessing::Order::kBgr ? 2 - channel : channel;
}

}  // namespace

void preprocess(const weights::Preprocessing& preprocessing, const float* rgb, std::size_t pixels,
                float* input) {
  for (int channel = 0; channel < 3; ++channel) {
    const float* source = rgb + source_channel(preprocessing, channel) * pixels;
    float* target = input + channel * pixels;
    const float scale = preprocessing.range / preprocessing.std[channel];
    const float shift = preprocessing.mean[channel] / preprocessing.std[channel];
    for (std::size_t i = 0; i < pixels; ++i) target[i] = source[i] * scale - shift;
  }
}

void preprocess_gradient(const weights::Preprocessing& preprocessing, std::size_t pixels, float* gradient) {
  for (int channel = 0; channel < 3; ++channel) {
    const float scale = preprocessing.range / preprocessing.std[channel];
    float* plane = gradient + channel * pixels;
    for (std::size_t i = 0; i < pixels; ++i) plane[i] *= scale;
  }
  if (preprocessing.order == weights::Preprocessing::Order::kBgr) {
    std::swap_ranges(gradient, gradient + pixels, gradient + 2 * pixels);
  }
}

}  // namespace core

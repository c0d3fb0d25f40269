// Views of feature maps as every layer outside dnn/ sees them.
//
// A feature map of N channels at H×W positions (M = H·W) is an M×N matrix, row-major: all channels of one
// position lie side by side (1×C×H×W in oneDNN's nhwc order). float32. Views own nothing.
#pragma once

#include <cstddef>

namespace dnn {

struct FeatureShape {
  int channels = 0;
  int height = 0;
  int width = 0;

  std::size_t positions() const { return static_cast<std::size_t>(height) * width; }
  std::size_t size() const { return positions() * channels; }
};

struct FeatureView {
  const float* data = nullptr;
  FeatureShape shape;
};

struct GradientView {
  float* data = nullptr;
  FeatureShape shape;
};

}  // namespace dnn

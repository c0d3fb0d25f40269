// Small pictures, and parameters with which a run on them takes a moment.
#pragma once

#include <cmath>

#include "core/image.h"
#include "core/parameters.h"

namespace test {

// Waves of the given length in pixels along both axes, in colours that differ.
inline core::Image waves(int width, int height, double length) {
  core::Image image(width, height);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const double phase = (x + (channel + 1) * y) * 6.28 / length;
        image.plane(channel)[y * width + x] = static_cast<float>(0.5 + 0.4 * std::sin(phase + channel));
      }
    }
  }
  return image;
}

inline core::Parameters quick_parameters() {
  core::Parameters parameters;
  parameters.weights = "random";  // of which a seed makes others
  parameters.size = 64;
  parameters.scales = 1;
  parameters.iterations = 4;
  parameters.content_layers = "relu2_1";
  parameters.style_layers = "relu1_1,relu2_1";
  return parameters;
}

}  // namespace test

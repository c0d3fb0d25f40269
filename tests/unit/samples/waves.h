// A picture that is the same in every test.
#pragma once

#include <cmath>

#include "core/image.h"

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

}  // namespace test

#include "cli/bench/bench_pictures.h"

#include <cmath>
#include <cstdint>
#include <random>

namespace cli {

core::Image bench_picture(int width, int height, int kind) {
  constexpr float kGrain = 0.1f;
  constexpr float kGrainSteps = 0x1p-32f;
  core::Image image(width, height);
  std::mt19937 random(static_cast<std::uint32_t>(kind));
  for (int channel = 0; channel < 3; ++channel) {
    const float across = 0.02f * static_cast<float>(1 + channel + 3 * kind);
    const float down = 0.03f * static_cast<float>(1 + (channel + kind) % 3);
    float* value = image.plane(channel);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const float wave = std::sin(across * static_cast<float>(x)) * std::cos(down * static_cast<float>(y));
        const float grain = static_cast<float>(random()) * kGrainSteps - 0.5f;
        *value++ = 0.5f + 0.4f * wave + kGrain * grain;
      }
    }
  }
  return image;
}

}  // namespace cli

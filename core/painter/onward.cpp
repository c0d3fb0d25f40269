#include "painter/onward.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace core {
namespace {

// From half of it on the painting is taken as it is: a little of the usual start at every frame would wash
// out what rests.
constexpr float kFullTrust = 2;

}  // namespace

FrozenPixels held_to(const Onward& onward) {
  constexpr float kHeld = 0.9f;
  Plane held = onward.trust;
  for (float& value : held.values) value *= kHeld;
  return {std::move(held), onward.before};
}

Image start_of(const Onward& onward, Image usual) {
  const std::size_t pixels = usual.pixels();
  for (std::size_t i = 0; i < usual.rgb().size(); ++i) {
    const float trust = std::min(1.0f, kFullTrust * onward.trust.values[i % pixels]);
    usual.rgb()[i] += trust * (onward.before.rgb()[i] - usual.rgb()[i]);
  }
  return usual;
}

// Trust t moves a pixel by t·k, so that the mean weighted by t moves by k·Σt²/Σt.
Image with_mean_of(const Onward& onward, Image painting) {
  const std::vector<float>& trust = onward.trust.values;
  double squares = 0;
  for (const float t : trust) squares += static_cast<double>(t) * t;
  if (squares == 0) return painting;
  for (int channel = 0; channel < 3; ++channel) {
    const float* const before = onward.before.plane(channel);
    float* const now = painting.plane(channel);
    double apart = 0;
    for (std::size_t i = 0; i < trust.size(); ++i) {
      apart += trust[i] * (static_cast<double>(before[i]) - now[i]);
    }
    const auto step = static_cast<float>(apart / squares);
    for (std::size_t i = 0; i < trust.size(); ++i) now[i] = std::clamp(now[i] + trust[i] * step, 0.0f, 1.0f);
  }
  return painting;
}

int iterations_of(const Onward& onward, const std::vector<Size>& scales, const std::vector<int>& iterations) {
  constexpr int kLeast = 3;
  double still = 0;  // in iterations of its last scale
  for (std::size_t i = 0; i < scales.size(); ++i) {
    still += iterations[i] * scales[i].pixels() / scales.back().pixels();
  }
  return std::max(kLeast, static_cast<int>(std::lround(onward.effort * still)));
}

}  // namespace core

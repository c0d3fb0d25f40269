// What the tests of dnn::Network share: sizes, pictures, taps, and a gradient for each tap.
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "dnn/network.h"
#include "plain_network.h"
#include "sample_networks.h"

namespace test {

using dnn::Network;
using dnn::NetworkDescription;
using dnn::Pooling;
using Taps = std::vector<std::string>;
using Description = std::shared_ptr<const NetworkDescription>;

inline constexpr double kTolerance = 1e-4;  // of float32 against the plain twin

struct Size {
  int height;
  int width;
};

inline std::string text(const Size& size) {
  return std::to_string(size.height) + "x" + std::to_string(size.width);
}

inline Taps rectified_taps(const NetworkDescription& description) {
  Taps taps;
  for (const dnn::Layer& layer : description.layers) {
    if (layer.kind == dnn::Layer::Kind::kConvolution) taps.push_back("relu" + layer.name);
  }
  return taps;
}

inline Taps all_taps(const NetworkDescription& description) {
  Taps taps = {"input"};
  for (const std::string& tap : rectified_taps(description)) {
    taps.push_back("conv" + tap.substr(4));
    taps.push_back(tap);
  }
  return taps;
}

inline std::vector<float> picture(const Size& size, std::uint32_t seed = 7) {
  return plain::Values(seed).take(static_cast<std::size_t>(3) * size.height * size.width, 2);
}

// A gradient for a tap, the same for the network and its plain twin.
inline double tap_gradient(const std::string& tap, std::size_t c, std::size_t p) {
  return std::sin(0.7 * static_cast<double>(c) + 1.3 * static_cast<double>(p) + tap.back());
}

inline void add_tap_gradient(const std::string& tap, const dnn::GradientView& gradient) {
  const std::size_t channels = gradient.shape.channels;
  for (std::size_t p = 0; p < gradient.shape.positions(); ++p) {
    for (std::size_t c = 0; c < channels; ++c) {
      gradient.data[p * channels + c] += static_cast<float>(tap_gradient(tap, c, p));
    }
  }
}

inline void add_tap_gradient(const std::string& tap, plain::Map& gradient) {
  const std::size_t positions = static_cast<std::size_t>(gradient.height) * gradient.width;
  for (std::size_t i = 0; i < gradient.values.size(); ++i) {
    gradient.values[i] += tap_gradient(tap, i / positions, i % positions);
  }
}

}  // namespace test

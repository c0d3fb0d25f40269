#include "generated_weights.h"

#include <cmath>
#include <cstring>

namespace reference {
namespace {

const std::string kDigits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

float unit(std::uint64_t counter) { return static_cast<float>(splitmix64(counter) >> 40) * 0x1p-23f - 1; }

}  // namespace

std::uint64_t splitmix64(std::uint64_t counter) {
  std::uint64_t z = (counter + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

std::vector<weights::Convolution> generated_weights(weights::NetworkKind network,
                                                    const std::vector<std::string>& draws) {
  std::vector<weights::Convolution> result;
  int in_channels = 3;
  for (const auto& [name, channels] : weights::convolution_names(network)) {
    const std::uint64_t index = result.size();
    weights::Convolution& convolution = result.emplace_back();
    convolution.name = name;
    convolution.in_channels = in_channels;
    convolution.out_channels = channels;
    const auto fan_in = static_cast<std::uint64_t>(9 * in_channels);
    const auto scale = static_cast<float>(std::sqrt(6.0 / static_cast<double>(fan_in)));
    convolution.weights.reserve(fan_in * channels);
    for (std::uint64_t c = 0; c < static_cast<std::uint64_t>(channels); ++c) {
      const std::uint64_t draw = kDigits.find(draws.at(index).at(c));
      const std::uint64_t first = ((index * 1024 + c) * 64 + draw) * 8192;
      for (std::uint64_t i = 0; i < fan_in; ++i) convolution.weights.push_back(unit(first + i) * scale);
      convolution.bias.push_back(unit(first + fan_in) * 0.1f);
    }
    in_channels = channels;
  }
  return result;
}

std::uint64_t checksum(const std::vector<weights::Convolution>& convolutions) {
  std::uint64_t sum = 0;
  const auto add = [&sum](const std::vector<float>& values) {
    for (const float value : values) {
      std::uint32_t bits;
      std::memcpy(&bits, &value, sizeof bits);
      sum += bits;
    }
  };
  for (const weights::Convolution& convolution : convolutions) {
    add(convolution.weights);
    add(convolution.bias);
  }
  return sum;
}

}  // namespace reference

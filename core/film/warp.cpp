#include "film/warp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core {
namespace {

constexpr double kPi = 3.14159265358979323846;

constexpr int kReach = 4;  // pixels to each side of a place between two
constexpr int kTaps = 2 * kReach;
constexpr int kSteps = 64;  // places between two pixels
using Weights = std::array<float, kTaps>;

double sinc(double x) { return x == 0 ? 1 : std::sin(kPi * x) / (kPi * x); }

// Of the pixels −3 … 4 for a place at k/64 between 0 and 1, together 1.
std::array<Weights, kSteps + 1> make_weights() {
  std::array<Weights, kSteps + 1> table{};
  for (int step = 0; step <= kSteps; ++step) {
    std::array<double, kTaps> exact{};
    double sum = 0;
    for (int tap = 0; tap < kTaps; ++tap) {
      const double x = tap - (kReach - 1) - static_cast<double>(step) / kSteps;
      sum += exact[tap] = std::abs(x) < kReach ? sinc(x) * sinc(x / kReach) : 0;
    }
    for (int tap = 0; tap < kTaps; ++tap) table[step][tap] = static_cast<float>(exact[tap] / sum);
  }
  return table;
}

// A place on a line of that length: the pixel before it, and how far behind that it is.
struct Place {
  int pixel;
  float rest;
};

Place place(int pixel, float moved, int length) {
  const float at = std::clamp(static_cast<float>(pixel) + moved, 0.0f, static_cast<float>(length - 1));
  const float before = std::floor(at);
  return {static_cast<int>(before), at - before};
}

}  // namespace

Image warp(const Image& picture, const Flow& flow) {
  static const std::array<Weights, kSteps + 1> kWeights = make_weights();
  const auto [width, height] = flow.size;
  Image result(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * width + x;
      const Place across = place(x, flow.u[i], width), down = place(y, flow.v[i], height);
      const Weights& wx = kWeights[std::lround(across.rest * kSteps)];
      const Weights& wy = kWeights[std::lround(down.rest * kSteps)];
      std::array<int, kTaps> columns{};
      for (int k = 0; k < kTaps; ++k) columns[k] = std::clamp(across.pixel + k - kReach + 1, 0, width - 1);
      std::array<float, 3> sums{};
      for (int k = 0; k < kTaps; ++k) {
        const int row = std::clamp(down.pixel + k - kReach + 1, 0, height - 1);
        for (int channel = 0; channel < 3; ++channel) {
          const float* line = picture.plane(channel) + static_cast<std::size_t>(row) * width;
          float sum = 0;
          for (int tap = 0; tap < kTaps; ++tap) sum += wx[tap] * line[columns[tap]];
          sums[channel] += wy[k] * sum;
        }
      }
      for (int channel = 0; channel < 3; ++channel) {
        result.plane(channel)[i] = std::clamp(sums[channel], 0.0f, 1.0f);
      }
    }
  }
  return result;
}

std::vector<float> warp_plane(const float* plane, const Flow& flow) {
  const auto [width, height] = flow.size;
  std::vector<float> result(flow.u.size());
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * width + x;
      const Place across = place(x, flow.u[i], width), down = place(y, flow.v[i], height);
      const float* row = plane + static_cast<std::size_t>(down.pixel) * width;
      const float* below = down.pixel + 1 < height ? row + width : row;
      const int right = std::min(across.pixel + 1, width - 1);
      const float upper = row[across.pixel] + across.rest * (row[right] - row[across.pixel]);
      const float lower = below[across.pixel] + across.rest * (below[right] - below[across.pixel]);
      result[i] = upper + down.rest * (lower - upper);
    }
  }
  return result;
}

}  // namespace core

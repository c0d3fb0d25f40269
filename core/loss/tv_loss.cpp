#include "loss/tv_loss.h"

#include <cstddef>

namespace core {
namespace {

struct Step {
  int from_x;
  int to_x;
  int to_y;
  double share;
};

// Right, below, below right, and from the right neighbour to the one below.
constexpr Step kSteps[] = {{0, 1, 0, 1.0 / 3}, {0, 0, 1, 1.0 / 3}, {0, 1, 1, 1.0 / 12}, {1, 0, 1, 1.0 / 12}};

}  // namespace

double tv_loss(const float* rgb, int width, int height, double weight, float* gradient, Wrap wrap) {
  const std::size_t pixels = static_cast<std::size_t>(width) * height;
  const double mean = 2.0 / (3.0 * static_cast<double>(pixels));
  const int after_last_column = wrap.x ? 0 : width - 1, after_last_row = wrap.y ? 0 : height - 1;
  const auto column = [&](int x) { return x < width ? x : after_last_column; };
  double total = 0;
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const float* values = rgb + plane * pixels;
    float* slopes = gradient ? gradient + plane * pixels : nullptr;
    for (const Step& step : kSteps) {
      const auto slope = static_cast<float>(2 * weight * mean * step.share);
      double sum = 0;
      for (int y = 0; y < height; ++y) {
        const std::size_t row = static_cast<std::size_t>(y) * width;
        const int next = y + step.to_y < height ? y + step.to_y : after_last_row;
        const std::size_t below = static_cast<std::size_t>(next) * width;
        float row_sum = 0;
        for (int x = 0; x < width; ++x) {
          const std::size_t from = row + column(x + step.from_x);
          const std::size_t to = below + column(x + step.to_x);
          const float difference = values[to] - values[from];
          row_sum += difference * difference;
          if (slopes) {
            slopes[to] += slope * difference;
            slopes[from] -= slope * difference;
          }
        }
        sum += row_sum;
      }
      total += step.share * sum;
    }
  }
  return mean * total;
}

}  // namespace core

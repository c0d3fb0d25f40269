#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "core/image.h"
#include "loss/tv_loss.h"

namespace {

// The formula of tv_loss.h, written down once more in double and without care for speed.
double plain_tv(const std::vector<double>& rgb, int width, int height) {
  double total = 0;
  for (int plane = 0; plane < 3; ++plane) {
    const auto at = [&](int x, int y) {
      return rgb[(static_cast<std::size_t>(plane) * height + std::min(y, height - 1)) * width +
                 std::min(x, width - 1)];
    };
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        total += std::pow(at(x + 1, y) - at(x, y), 2) / 3 + std::pow(at(x, y + 1) - at(x, y), 2) / 3 +
                 std::pow(at(x + 1, y + 1) - at(x, y), 2) / 12 +
                 std::pow(at(x, y + 1) - at(x + 1, y), 2) / 12;
      }
    }
  }
  return 2 * total / (3.0 * width * height);
}

std::vector<float> random_values(std::size_t count) {
  std::mt19937 random(1);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random() % 1000) / 1000;
  return values;
}

TEST(TotalVariation, EqualsThePlainFormulaAtOddSizes) {
  for (const auto& [width, height] : {std::pair{7, 5}, {1, 6}, {6, 1}, {1, 1}, {16, 9}}) {
    const std::vector<float> rgb = random_values(static_cast<std::size_t>(3) * width * height);
    const std::vector<double> exact(rgb.begin(), rgb.end());
    const double expected = plain_tv(exact, width, height);
    EXPECT_NEAR(core::tv_loss(rgb.data(), width, height, 1, nullptr), expected, 1e-6 * (expected + 1));
  }
}

TEST(TotalVariation, GradientIsTheSlopeOfTheLoss) {
  const int width = 6, height = 5;
  const double weight = 2.5;
  const std::vector<float> rgb = random_values(3 * width * height);
  std::vector<float> gradient(rgb.size(), 0.125f);  // is added to
  core::tv_loss(rgb.data(), width, height, weight, gradient.data());
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const double step = 1e-4;
    std::vector<double> up(rgb.begin(), rgb.end()), down = up;
    up[i] += step;
    down[i] -= step;
    const double slope = weight * (plain_tv(up, width, height) - plain_tv(down, width, height)) / (2 * step);
    EXPECT_NEAR(gradient[i] - 0.125, slope, 1e-6) << i;
  }
}

TEST(TotalVariation, OfAPlainPictureIsZero) {
  const std::vector<float> rgb(3 * 20, 0.7f);
  EXPECT_EQ(core::tv_loss(rgb.data(), 5, 4, 1, nullptr), 0);
}

TEST(TotalVariation, IsTheSameForTheSamePatternAtAnotherSize) {
  const auto stripes = [](int size) {
    core::Image image(size, size);
    for (std::size_t i = 0; i < image.rgb().size(); ++i) image.rgb()[i] = (i % 4) < 2 ? 0.2f : 0.6f;
    return core::tv_loss(image.rgb().data(), size, size, 1, nullptr);
  };
  // The borders have no outer neighbours, and there are more of them in a small picture.
  EXPECT_NEAR(stripes(256) / stripes(64), 1, 0.03);
}

}  // namespace

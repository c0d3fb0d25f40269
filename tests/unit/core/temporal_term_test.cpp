#include "loss/temporal_term.h"

#include <gtest/gtest.h>

#include "loss/objective.h"
#include "sample_vgg.h"

namespace {

using core::Image;
using core::Plane;
using core::TemporalTerm;
using test::random_image;

constexpr int kWidth = 7, kHeight = 5;
constexpr double kWeight = 3;

Plane some_trust() {
  Plane trust{kWidth, kHeight, {}};
  for (int i = 0; i < kWidth * kHeight; ++i) trust.values.push_back(static_cast<float>(i % 5) / 4);
  return trust;
}

double loss(const std::vector<float>& rgb) {
  TemporalTerm term(kWeight, random_image(kWidth, kHeight, 2), some_trust());
  std::vector<float> unused(rgb.size(), 0.0f);
  term.add_pixel_gradient(rgb.data(), {kWidth, kHeight}, unused.data());
  return term.value();
}

TEST(TemporalTerm, GradientIsTheSlopeOfTheLoss) {
  const std::vector<float> rgb = random_image(kWidth, kHeight, 1).rgb();
  std::vector<float> gradient(rgb.size(), 0.125f);  // is added to
  TemporalTerm term(kWeight, random_image(kWidth, kHeight, 2), some_trust());
  term.add_pixel_gradient(rgb.data(), {kWidth, kHeight}, gradient.data());
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const float step = 0.125f;  // of a quadratic exact at any length
    std::vector<float> up = rgb, down = rgb;
    up[i] += step;
    down[i] -= step;
    EXPECT_NEAR(gradient[i] - 0.125, kWeight * (loss(up) - loss(down)) / (2 * step), 1e-6) << i;
  }
}

TEST(TemporalTerm, IsTheMeanOfWhatIsTrusted) {
  const Image before = random_image(kWidth, kHeight, 2);
  Image x = before;
  for (float& value : x.rgb()) value += 0.5f;
  std::vector<float> gradient(x.rgb().size(), 0.0f);
  Plane trust{kWidth, kHeight, std::vector<float>(kWidth * kHeight, 0.5f)};
  TemporalTerm term(kWeight, before, trust);
  term.add_pixel_gradient(x.rgb().data(), {kWidth, kHeight}, gradient.data());
  EXPECT_NEAR(term.value(), 0.5 * 0.25, 1e-6);
  for (const float value : gradient) EXPECT_NEAR(value, kWeight * 2 * 0.5 * 0.5 / (3 * 35), 1e-6);
}

TEST(TemporalTerm, IsTheSameInTiles) {
  const Image content = random_image(40, 36, 3);
  const core::Vgg vgg = test::small_vgg(dnn::Pooling::kMax);
  dnn::Engine engine(1);
  core::ObjectiveSettings settings;
  settings.content_layers = {{"relu2_1", 1}};
  const Image x = random_image(40, 36, 4);
  const auto gradient = [&](int tile_side) {
    core::Terms terms;
    terms.push_back(
        std::make_unique<TemporalTerm>(kWeight, content, Plane{40, 36, std::vector<float>(40 * 36, 1)}));
    core::Objective objective(engine, vgg, settings, content, std::move(terms), {tile_side});
    std::vector<float> result(x.rgb().size());
    EXPECT_EQ(objective.evaluate(x.rgb().data(), result.data()).parts.front().name, "temporal");
    return result;
  };
  EXPECT_EQ(gradient(16), gradient(0));
}

}  // namespace

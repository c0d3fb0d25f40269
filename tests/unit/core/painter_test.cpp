// A painter keeps what it can, and paints what a fresh one would paint.
#include "core/painter.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/error.h"
#include "core/style_job.h"
#include "sample_vgg.h"

namespace {

namespace fs = std::filesystem;
using core::Image;
using core::Painter;
using core::Parameters;
using test::random_image;

constexpr char kNarrow[] = TEST_DATA_DIR "/weights/vgg19-narrow-f32.safetensors";

Parameters of_few_steps() {
  Parameters parameters;
  parameters.weights = kNarrow;
  parameters.iterations = 4;
  parameters.content_layers = "relu2_1";
  parameters.style_layers = "relu1_1,relu2_1";
  parameters.threads = 2;
  return parameters;
}

std::vector<core::Style> style(std::uint32_t seed) {
  return {{std::make_shared<const Image>(random_image(36, 30, seed))}};
}

Image paint(Painter& painter, const Image& content) {
  core::Observer silent;
  return painter.paint({content, {}, 0}, silent).picture;
}

// By an update of `painter` and by a painter of its own.
void expect_as_fresh(Painter& painter, const Parameters& parameters, const std::vector<core::Style>& styles,
                     const Image& content) {
  painter.update(parameters, styles);
  Painter fresh;
  fresh.update(parameters, styles);
  EXPECT_EQ(paint(painter, content).rgb(), paint(fresh, content).rgb());
}

TEST(Painter, PaintsAfterAnyChangeWhatAFreshOneDoes) {
  Painter painter;
  Parameters parameters = of_few_steps();
  const std::vector<core::Style> first = style(1), second = style(2);
  const Image content = random_image(40, 32, 3);
  expect_as_fresh(painter, parameters, first, content);
  expect_as_fresh(painter, parameters, first, random_image(50, 20, 4));
  expect_as_fresh(painter, parameters, second, content);
  expect_as_fresh(painter, parameters, {first.front(), second.front()}, content);
  parameters.content_weight = 20;
  expect_as_fresh(painter, parameters, first, content);
  parameters.style_scale = 0.5;
  expect_as_fresh(painter, parameters, first, content);
  for (const auto& [name, value] : {std::pair{"style-layers", "relu2_1"},
                                    {"style-loss", "gram"},
                                    {"pooling", "avg"},
                                    {"optimizer", "lbfgs"},
                                    {"normalization", "size"},
                                    {"threads", "1"},
                                    {"normalization", "none"},
                                    {"size", "30"}}) {
    SCOPED_TRACE(name);
    core::set_parameter(parameters, name, value);
    expect_as_fresh(painter, parameters, first, content);
  }
}

TEST(Painter, CalibratesRandomWeightsForEachPicture) {
  Painter painter;
  Parameters parameters = of_few_steps();
  parameters.weights = "random";
  const std::vector<core::Style> styles = style(1);
  expect_as_fresh(painter, parameters, styles, random_image(40, 32, 3));
  expect_as_fresh(painter, parameters, styles, random_image(24, 32, 4));
  parameters.seed = 5;
  expect_as_fresh(painter, parameters, styles, random_image(24, 32, 4));
}

TEST(Painter, OpensTheWeightsOnce) {
  const fs::path copy = fs::path(testing::TempDir()) / "painter-weights.safetensors";
  fs::copy_file(kNarrow, copy, fs::copy_options::overwrite_existing);
  Parameters parameters = of_few_steps();
  parameters.weights = copy;
  Painter painter;
  painter.update(parameters, style(1));
  fs::remove(copy);
  parameters.content_weight = 20;
  painter.update(parameters, style(2));
  EXPECT_FALSE(paint(painter, random_image(40, 32, 3)).empty());
  parameters.pooling = "avg";
  EXPECT_THROW(painter.update(parameters, style(2)), base::Error);
}

TEST(Painter, GoesOnAfterAnUpdateThatCannotBe) {
  Painter painter;
  const std::vector<core::Style> styles = style(1);
  const Image content = random_image(40, 32, 3);
  expect_as_fresh(painter, of_few_steps(), styles, content);
  Parameters wrong = of_few_steps();
  wrong.weights = "no such weights";
  EXPECT_THROW(painter.update(wrong, styles), base::Error);
  EXPECT_THROW(painter.update(of_few_steps(), {{std::make_shared<const Image>()}}), base::Error);
  expect_as_fresh(painter, of_few_steps(), styles, content);
}

TEST(Painter, MixesStylesByTheirWeights) {
  Painter painter;
  std::vector<core::Style> both = style(1);
  both.push_back(style(2).front());
  const Image content = random_image(40, 32, 3);
  const auto mix = [&](double first, double second) {
    both[0].weight = first;
    both[1].weight = second;
    painter.update(of_few_steps(), both);
    return paint(painter, content).rgb();
  };
  const std::vector<float> first = mix(1, 0), second = mix(0, 2), mixed = mix(1, 3);
  EXPECT_NE(first, second);
  EXPECT_NE(mixed, first);
  EXPECT_NE(mixed, second);
  EXPECT_EQ(mix(0.25, 0.75), mixed);
  EXPECT_EQ(mix(1, 0), first);
  painter.update(of_few_steps(), {both[0]});
  EXPECT_EQ(paint(painter, content).rgb(), first);
}

}  // namespace

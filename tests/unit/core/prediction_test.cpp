#include "core/prediction.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace {

using core::Parameters;
using core::Prediction;
using core::Predictor;
using core::Size;

Parameters narrow() {
  Parameters parameters;
  parameters.weights = std::string(TEST_DATA_DIR) + "/weights/vgg19-narrow-f32.safetensors";
  parameters.iterations = 10;
  parameters.size = 256;
  return parameters;
}

Prediction ask(Predictor& predictor, const Parameters& parameters, Size content = {1024, 512}) {
  return predictor.predict(parameters, content, {core::Size{800, 600}});
}

TEST(Predictor, AnswersLaterQuestionsFromTheSameMeasurement) {
  core::Painter painter;
  Predictor predictor(painter);
  Parameters parameters = narrow();
  parameters.iterations = 20;
  const double twenty = ask(predictor, parameters).seconds;
  parameters.iterations = 40;
  const double forty = ask(predictor, parameters).seconds;
  parameters.iterations = 80;
  const double eighty = ask(predictor, parameters).seconds;
  EXPECT_GT(twenty, 0);
  // Another measurement would differ in its noise.
  EXPECT_NEAR((eighty - forty) / (forty - twenty), 2, 1e-9);
  parameters.iterations = 20;
  EXPECT_EQ(ask(predictor, parameters).seconds, twenty);
}

TEST(Predictor, MeasuresOnLargerPicturesForTheFirstLargeOne) {
  core::Painter painter;
  Predictor predictor(painter);
  Parameters parameters = narrow();
  const std::size_t small = ask(predictor, parameters).bytes;
  parameters.size = 512;
  ask(predictor, parameters);
  parameters.size = 256;
  EXPECT_GT(ask(predictor, parameters).bytes, small) << "what was measured once has taken its memory";
}

TEST(Predictor, ExpectsMoreOfLargerPicturesMoreStylesAndHigherLimits) {
  core::Painter painter;
  Predictor predictor(painter);
  Parameters parameters = narrow();
  const Prediction small = ask(predictor, parameters);
  parameters.size = 1024;
  const Prediction large = ask(predictor, parameters);
  EXPECT_GT(large.seconds, small.seconds);
  EXPECT_GT(large.bytes, small.bytes);
  const Prediction two =
      predictor.predict(parameters, {1024, 512}, {core::Size{800, 600}, core::Size{600, 800}});
  EXPECT_GT(two.seconds, large.seconds);
  EXPECT_GT(two.bytes, large.bytes);
  parameters.memory_limit = static_cast<int>(large.bytes >> 20) - 4;
  const Prediction tiled = ask(predictor, parameters);
  EXPECT_GT(tiled.seconds, large.seconds);
  EXPECT_LT(tiled.bytes, large.bytes);
}

TEST(Predictor, MeasuresAgainForAnotherNetwork) {
  core::Painter painter;
  Predictor predictor(painter);
  Parameters parameters = narrow();
  ask(predictor, parameters);
  parameters.style_layers = "relu1_1";
  parameters.content_layers = "relu1_1";
  const Prediction shallow = ask(predictor, parameters);
  core::Painter another;
  Predictor fresh(another);
  EXPECT_EQ(ask(fresh, parameters).bytes, shallow.bytes);
}

TEST(Predictor, RefusesWhatARunWouldRefuse) {
  core::Painter painter;
  Predictor predictor(painter);
  Parameters parameters = narrow();
  parameters.normalization = "none";
  EXPECT_THROW(ask(predictor, parameters, {8, 8}), base::Error);
  parameters = narrow();
  EXPECT_THROW(predictor.predict(parameters, {512, 512}, {}), base::Error);
  parameters.memory_limit = 1;
  EXPECT_THROW(ask(predictor, parameters), base::Error);
  parameters = narrow();
  parameters.weights = "/nowhere/weights.safetensors";
  EXPECT_THROW(ask(predictor, parameters), base::Error);
  parameters = narrow();
  parameters.iterations = 0;
  EXPECT_THROW(ask(predictor, parameters), base::Error);
}

}  // namespace

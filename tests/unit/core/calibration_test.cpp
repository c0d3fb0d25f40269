#include "calibration.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plain_objective.h"
#include "sample_vgg.h"

namespace {

using test::random_image;

// Mean and variance of each channel before its ReLU over all pictures, in double precision.
void expect_normal_channels(const weights::WeightSet& set, dnn::Pooling pooling,
                            const std::vector<core::Image>& pictures) {
  const dnn::NetworkDescription description = core::build_vgg(set, pooling);
  std::vector<plain::Trace> traces;
  for (const core::Image& picture : pictures) {
    traces.push_back(
        plain::forward(description, plain::preprocess(set.preprocessing, plain::from_image(picture))));
  }
  for (const weights::Convolution& convolution : set.convolutions) {
    for (int c = 0; c < convolution.out_channels; ++c) {
      double sum = 0, squares = 0, count = 0;
      for (const plain::Trace& trace : traces) {
        const plain::Map& map = trace.at("conv" + convolution.name);
        for (int y = 0; y < map.height; ++y) {
          for (int x = 0; x < map.width; ++x) {
            sum += map.at(c, y, x);
            squares += map.at(c, y, x) * map.at(c, y, x);
            count += 1;
          }
        }
      }
      EXPECT_NEAR(sum / count, 0, 1e-4) << convolution.name << " channel " << c;
      EXPECT_NEAR(squares / count, 1, 1e-3) << convolution.name << " channel " << c;
    }
  }
}

TEST(Calibration, GivesChannelsZeroMeanAndUnitVariance) {
  dnn::Engine engine(2);
  for (const dnn::Pooling pooling : {dnn::Pooling::kMax, dnn::Pooling::kAverage}) {
    const std::vector<core::Image> pictures = {random_image(37, 28, 1)};
    weights::WeightSet set = test::small_set();
    core::calibrate(engine, set, pooling, "3_1", pictures);
    ASSERT_EQ(set.convolutions.size(), 5u);
    expect_normal_channels(set, pooling, pictures);
  }
}

TEST(Calibration, TakesSeveralPicturesTogether) {
  dnn::Engine engine(2);
  std::vector<core::Image> pictures = {random_image(20, 28, 1), random_image(33, 17, 2)};
  for (float& value : pictures[1].rgb()) value *= 0.3f;  // darker, so that neither has the mean of both
  weights::WeightSet set = test::small_set();
  core::calibrate(engine, set, dnn::Pooling::kAverage, "3_1", pictures);
  expect_normal_channels(set, dnn::Pooling::kAverage, pictures);
}

TEST(Calibration, DropsTheConvolutionsBehindTheLast) {
  dnn::Engine engine(1);
  weights::WeightSet set = test::small_set();
  core::calibrate(engine, set, dnn::Pooling::kMax, "2_1", {random_image(16, 16, 1)});
  ASSERT_EQ(set.convolutions.size(), 3u);
  EXPECT_EQ(set.convolutions.back().name, "2_1");
}

TEST(Calibration, StaysFiniteOnAPlainPicture) {
  dnn::Engine engine(1);
  for (const float value : {0.0f, 0.5f, 1.0f}) {
    core::Image plain(24, 24);
    std::fill(plain.rgb().begin(), plain.rgb().end(), value);
    weights::WeightSet set = test::small_set();
    core::calibrate(engine, set, dnn::Pooling::kMax, "3_1", {plain});
    for (const weights::Convolution& convolution : set.convolutions) {
      for (const float weight : convolution.weights) ASSERT_TRUE(std::isfinite(weight)) << convolution.name;
      for (const float bias : convolution.bias) ASSERT_TRUE(std::isfinite(bias)) << convolution.name;
    }
  }
}

}  // namespace

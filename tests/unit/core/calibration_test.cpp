#include "network/calibration.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plain_objective.h"
#include "sample_vgg.h"

namespace {

using test::random_image;

// Mean and variance of each channel before its ReLU, in double precision.
void expect_normal_channels(const weights::WeightSet& set, dnn::Pooling pooling, const core::Image& picture) {
  const plain::Trace trace = plain::forward(core::build_vgg(set, pooling),
                                            plain::preprocess(set.preprocessing, plain::from_image(picture)));
  for (const weights::Convolution& convolution : set.convolutions) {
    for (int c = 0; c < convolution.out_channels; ++c) {
      double sum = 0, squares = 0, count = 0;
      const plain::Map& map = trace.at("conv" + convolution.name);
      for (int y = 0; y < map.height; ++y) {
        for (int x = 0; x < map.width; ++x) {
          sum += map.at(c, y, x);
          squares += map.at(c, y, x) * map.at(c, y, x);
          count += 1;
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
    const core::Image picture = random_image(37, 28, 1);
    weights::WeightSet set = test::small_set();
    core::calibrate(engine, set, pooling, picture);
    ASSERT_EQ(set.convolutions.size(), 5u);
    expect_normal_channels(set, pooling, picture);
  }
}

TEST(SideBySide, CutsPicturesToTheHeightOfTheLowest) {
  const core::Image low = random_image(5, 4, 1), high = random_image(3, 9, 2);
  const core::Image row = core::side_by_side({low, high});
  ASSERT_EQ(row.width(), 8);
  ASSERT_EQ(row.height(), 4);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < 4; ++y) {
      for (int x = 0; x < 5; ++x) EXPECT_EQ(row.plane(channel)[8 * y + x], low.plane(channel)[5 * y + x]);
      for (int x = 0; x < 3; ++x) {
        EXPECT_EQ(row.plane(channel)[8 * y + 5 + x], high.plane(channel)[3 * (y + 2) + x]);
      }
    }
  }
}

TEST(Calibration, StaysFiniteOnAPlainPicture) {
  dnn::Engine engine(1);
  for (const float value : {0.0f, 0.5f, 1.0f}) {
    core::Image plain(24, 24);
    std::fill(plain.rgb().begin(), plain.rgb().end(), value);
    weights::WeightSet set = test::small_set();
    core::calibrate(engine, set, dnn::Pooling::kMax, plain);
    for (const weights::Convolution& convolution : set.convolutions) {
      for (const float weight : convolution.weights) ASSERT_TRUE(std::isfinite(weight)) << convolution.name;
      for (const float bias : convolution.bias) ASSERT_TRUE(std::isfinite(bias)) << convolution.name;
    }
  }
}

}  // namespace

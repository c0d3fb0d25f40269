// Features and gradients of dnn::Network against the plain twin, whatever paths the engine takes inside.
#include <gtest/gtest.h>

#include <algorithm>

#include "dnn/network.h"
#include "network_sample.h"

namespace test {
namespace {

bool among(const Taps& taps, const std::string& tap) {
  return std::find(taps.begin(), taps.end(), tap) != taps.end();
}

// Features at every tap, then the gradients that arrive at every tap and at the input. Rectifiers and maxima
// are taken as the network under test saw them, so that a value within rounding of zero is no difference.
void expect_equal_to_the_plain_network(dnn::Engine& engine, const Description& description, const Size& size,
                                       const Taps& taps) {
  const std::vector<float> input = picture(size);
  Network network(engine, description, size.height, size.width, taps);
  network.forward(input.data());
  plain::Trace trace =
      plain::forward(*description, plain::from_planes(input.data(), 3, size.height, size.width));
  for (const std::string& tap : taps) {
    const plain::Map features = plain::from_features(network.features(tap));
    EXPECT_EQ(features.channels, trace.at(tap).channels) << tap;
    EXPECT_EQ(features.height, trace.at(tap).height) << tap;
    EXPECT_EQ(features.width, trace.at(tap).width) << tap;
    EXPECT_LE(plain::relative_error(features.values, trace.at(tap).values), kTolerance) << tap;
    trace[tap] = features;
  }

  std::map<std::string, plain::Map> arrived;
  Taps order;
  std::vector<float> gradient(input.size(), 1e30f);  // is overwritten
  network.backward(
      [&](const std::string& tap, const dnn::GradientView& view) {
        order.push_back(tap);
        arrived[tap] = plain::from_features({view.data, view.shape});
        add_tap_gradient(tap, view);
      },
      gradient.data());
  Taps plain_order;
  const plain::Map expected =
      plain::backward(*description, trace, [&](const std::string& tap, plain::Map& map) {
        if (!among(taps, tap)) return;
        plain_order.push_back(tap);
        if (arrived.count(tap)) {
          EXPECT_LE(plain::relative_error(arrived[tap].values, map.values), kTolerance)
              << "arriving at " << tap;
        }
        add_tap_gradient(tap, map);
      });
  EXPECT_EQ(order, plain_order);
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, expected.values), kTolerance);
}

const std::vector<Size> kOddSizes = {{1, 1},  {1, 2},   {2, 1},   {3, 3},   {1, 40},  {40, 1}, {4, 4},
                                     {5, 4},  {4, 7},   {6, 11},  {8, 8},   {9, 13},  {15, 3}, {17, 16},
                                     {23, 7}, {12, 31}, {31, 33}, {39, 18}, {40, 40}, {2, 37}};

struct Widths {
  int in_channels;
  int out_channels;
};

class Convolution : public testing::TestWithParam<Widths> {};

TEST_P(Convolution, EqualsThePlainLoopsForwardAndBackwardAtOddSizes) {
  dnn::Engine engine(2);
  const Description description = plain::chain({GetParam().in_channels, GetParam().out_channels});
  for (const Size& size : kOddSizes) {
    SCOPED_TRACE(text(size));
    expect_equal_to_the_plain_network(engine, description, size, {"relu1_1", "relu1_2"});
  }
}

INSTANTIATE_TEST_SUITE_P(Channels, Convolution,
                         testing::Values(Widths{3, 32}, Widths{16, 16}, Widths{8, 8}, Widths{33, 64},
                                         Widths{64, 33}, Widths{5, 3}, Widths{64, 64}, Widths{1, 7}),
                         [](const auto& test) {
                           return std::to_string(test.param.in_channels) + "To" +
                                  std::to_string(test.param.out_channels);
                         });

TEST(Network, OfOneConvolutionEqualsThePlainLoops) {
  dnn::Engine engine(2);
  for (const int channels : {1, 3, 8, 16, 33, 64}) {
    for (const Size& size : {Size{1, 1}, Size{7, 5}, Size{40, 24}}) {
      SCOPED_TRACE(std::to_string(channels) + " at " + text(size));
      expect_equal_to_the_plain_network(engine, plain::chain({channels}), size, {"relu1_1"});
    }
  }
}

class Pools : public testing::TestWithParam<Pooling> {};

TEST_P(Pools, AreThoseOfThePlainLoopsAtOddSizes) {
  dnn::Engine engine(2);
  for (const int channels : {3, 8, 16, 33}) {
    const Description description = plain::chain({channels, 0, 4}, GetParam());
    for (const Size& size : kOddSizes) {
      if (std::min(size.height, size.width) < 2) continue;
      SCOPED_TRACE(std::to_string(channels) + " channels, " + text(size));
      expect_equal_to_the_plain_network(engine, description, size, {"relu1_1", "relu2_1"});
    }
  }
}

TEST_P(Pools, InADeepNetworkKeepEveryTapEqual) {
  dnn::Engine engine(2);
  const Description description = plain::chain({12, 12, 0, 24, 20, 0, 33, 0, 16, 8}, GetParam());
  for (const Size& size : {Size{8, 8}, Size{15, 9}, Size{27, 40}}) {
    SCOPED_TRACE(text(size));
    expect_equal_to_the_plain_network(engine, description, size, all_taps(*description));
    expect_equal_to_the_plain_network(engine, description, size, rectified_taps(*description));
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Pools, testing::Values(Pooling::kMax, Pooling::kAverage),
                         [](const auto& test) { return test.param == Pooling::kMax ? "Max" : "Average"; });

TEST(Network, LeavesTheLastConvolutionUnrectifiedWhereOnlyThatIsTapped) {
  dnn::Engine engine(2);
  const Description description = plain::chain({16, 24, 8});
  const Size size{11, 6};
  const std::vector<float> input = picture(size);
  Network network(engine, description, size.height, size.width, {"conv1_2"});
  network.forward(input.data());
  const plain::Trace trace =
      plain::forward(*description, plain::from_planes(input.data(), 3, size.height, size.width));
  const plain::Map features = plain::from_features(network.features("conv1_2"));
  EXPECT_LE(plain::relative_error(features.values, trace.at("conv1_2").values), kTolerance);
  EXPECT_LT(*std::min_element(features.values.begin(), features.values.end()), 0);

  std::vector<float> gradient(input.size());
  network.backward([](const std::string& tap, const dnn::GradientView& view) { add_tap_gradient(tap, view); },
                   gradient.data());
  const plain::Trace to_the_tap =
      plain::forward(*description, plain::from_planes(input.data(), 3, size.height, size.width), "1_2");
  const plain::Map expected =
      plain::backward(*description, to_the_tap, [](const std::string& tap, plain::Map& map) {
        if (tap == "conv1_2") add_tap_gradient(tap, map);
      });
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, expected.values), kTolerance);
}

TEST(Network, GivesTheInputItselfAtTheInputTap) {
  dnn::Engine engine(1);
  const Size size{5, 3};
  const std::vector<float> input = picture(size);
  Network network(engine, plain::chain({4}), size.height, size.width, {"input"});
  network.forward(input.data());
  const plain::Map features = plain::from_features(network.features("input"));
  EXPECT_EQ(features.values, std::vector<double>(input.begin(), input.end()));
  std::vector<float> gradient(input.size(), 9);
  network.backward(
      [](const std::string&, const dnn::GradientView& view) {
        EXPECT_EQ(view.data[4], 0) << "nothing has arrived";
        view.data[4] = 2.5f;  // position 1, channel 1
      },
      gradient.data());
  std::vector<float> expected(input.size(), 0);
  expected[size.height * size.width + 1] = 2.5f;
  EXPECT_EQ(gradient, expected);
}

// L = ½ Σ over taps of ‖F‖².
double half_squares(const NetworkDescription& description, const plain::Map& input, const Taps& taps) {
  const plain::Trace trace = plain::forward(description, input);
  double sum = 0;
  for (const std::string& tap : taps) {
    for (const double value : trace.at(tap).values) sum += value * value / 2;
  }
  return sum;
}

TEST(Network, GradientIsTheSlopeOfALossOverSeveralTaps) {
  dnn::Engine engine(2);
  for (const Pooling pooling : {Pooling::kMax, Pooling::kAverage}) {
    const Description description = plain::chain({6, 0, 8, 8, 0, 5}, pooling);
    const Size size{6, 5};
    const Taps taps = {"input", "relu1_1", "conv2_2", "relu3_1"};
    const std::vector<float> input = picture(size);
    Network network(engine, description, size.height, size.width, taps);
    network.forward(input.data());
    std::vector<float> gradient(input.size());
    network.backward(
        [&](const std::string& tap, const dnn::GradientView& view) {
          const dnn::FeatureView features = network.features(tap);
          for (std::size_t i = 0; i < view.shape.size(); ++i) view.data[i] += features.data[i];
        },
        gradient.data());
    std::vector<double> slopes;
    plain::Map at = plain::from_planes(input.data(), 3, size.height, size.width);
    for (double& value : at.values) {
      const double step = 1e-5, here = value;
      value = here + step;
      const double above = half_squares(*description, at, taps);
      value = here - step;
      const double below = half_squares(*description, at, taps);
      value = here;
      slopes.push_back((above - below) / (2 * step));
    }
    EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, slopes), kTolerance);
  }
}

}  // namespace
}  // namespace test

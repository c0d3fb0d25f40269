// Features and gradients of dnn::Network against the plain twin, whatever paths the engine takes inside.
#include "dnn/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "base/error.h"
#include "plain_network.h"
#include "sample_networks.h"

namespace {

using dnn::Network;
using dnn::NetworkDescription;
using dnn::Pooling;
using Taps = std::vector<std::string>;
using Description = std::shared_ptr<const NetworkDescription>;

constexpr double kTolerance = 1e-4;

struct Size {
  int height;
  int width;
};

std::string text(const Size& size) { return std::to_string(size.height) + "x" + std::to_string(size.width); }

Taps rectified_taps(const NetworkDescription& description) {
  Taps taps;
  for (const dnn::Layer& layer : description.layers) {
    if (layer.kind == dnn::Layer::Kind::kConvolution) taps.push_back("relu" + layer.name);
  }
  return taps;
}

Taps all_taps(const NetworkDescription& description) {
  Taps taps = {"input"};
  for (const std::string& tap : rectified_taps(description)) {
    taps.push_back("conv" + tap.substr(4));
    taps.push_back(tap);
  }
  return taps;
}

std::vector<float> picture(const Size& size, std::uint32_t seed = 7) {
  return plain::Values(seed).take(static_cast<std::size_t>(3) * size.height * size.width, 2);
}

bool among(const Taps& taps, const std::string& tap) {
  return std::find(taps.begin(), taps.end(), tap) != taps.end();
}

// A gradient for a tap, the same for both implementations.
double tap_gradient(const std::string& tap, std::size_t c, std::size_t p) {
  return std::sin(0.7 * static_cast<double>(c) + 1.3 * static_cast<double>(p) + tap.back());
}

void add_tap_gradient(const std::string& tap, const dnn::GradientView& gradient) {
  const std::size_t channels = gradient.shape.channels;
  for (std::size_t p = 0; p < gradient.shape.positions(); ++p) {
    for (std::size_t c = 0; c < channels; ++c) {
      gradient.data[p * channels + c] += static_cast<float>(tap_gradient(tap, c, p));
    }
  }
}

void add_tap_gradient(const std::string& tap, plain::Map& gradient) {
  const std::size_t positions = static_cast<std::size_t>(gradient.height) * gradient.width;
  for (std::size_t i = 0; i < gradient.values.size(); ++i) {
    gradient.values[i] += tap_gradient(tap, i / positions, i % positions);
  }
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

// All features and the gradient, one after the other.
std::vector<float> everything(dnn::Engine& engine, const Description& description, const Size& size) {
  const Taps taps = all_taps(*description);
  Network network(engine, description, size.height, size.width, taps);
  network.forward(picture(size).data());
  std::vector<float> result(static_cast<std::size_t>(3) * size.height * size.width);
  network.backward([](const std::string& tap, const dnn::GradientView& view) { add_tap_gradient(tap, view); },
                   result.data());
  for (const std::string& tap : taps) {
    const dnn::FeatureView features = network.features(tap);
    result.insert(result.end(), features.data, features.data + features.shape.size());
  }
  return result;
}

TEST(Network, GivesTheSameBytesTwiceWithTheSameThreads) {
  const Description description = plain::chain({16, 16, 0, 33, 64});
  for (const int threads : {1, 2, 3}) {
    dnn::Engine engine(threads), another(threads);
    const std::vector<float> first = everything(engine, description, {21, 34});
    EXPECT_EQ(first, everything(engine, description, {21, 34})) << threads;
    EXPECT_EQ(first, everything(another, description, {21, 34})) << threads;
  }
}

TEST(Network, ReadsEachPictureAnew) {
  dnn::Engine engine(2);
  const Description description = plain::chain({16, 16, 0, 8});
  const Size size{9, 14};
  Network network(engine, description, size.height, size.width, {"relu2_1"});
  network.forward(picture(size, 1).data());
  const plain::Map other = plain::from_features(network.features("relu2_1"));
  network.forward(picture(size).data());
  const plain::Map again = plain::from_features(network.features("relu2_1"));
  Network fresh(engine, description, size.height, size.width, {"relu2_1"});
  fresh.forward(picture(size).data());
  EXPECT_EQ(again.values, plain::from_features(fresh.features("relu2_1")).values);
  EXPECT_NE(again.values, other.values);
}

TEST(Network, GivesTheSameFeaturesWithoutABackwardPass) {
  dnn::Engine engine(2);
  const Size size{18, 13};
  for (const Pooling pooling : {Pooling::kMax, Pooling::kAverage}) {
    const Description description = plain::chain({16, 0, 33, 0, 8}, pooling);
    const Taps taps = {"conv1_1", "relu2_1", "relu3_1"};
    Network both(engine, description, size.height, size.width, taps);
    Network forward(engine, description, size.height, size.width, taps, Network::Use::kForward);
    both.forward(picture(size).data());
    forward.forward(picture(size).data());
    for (const std::string& tap : taps) {
      EXPECT_EQ(plain::from_features(both.features(tap)).values,
                plain::from_features(forward.features(tap)).values)
          << tap;
    }
    EXPECT_LT(forward.buffer_bytes(), both.buffer_bytes());
  }
}

TEST(Network, WorksOnOtherThreadsThanTheMainOneAndOnTwoAtOnce) {
  const Description description = plain::chain({16, 16, 0, 24});
  dnn::Engine engine(2);
  const std::vector<float> expected = everything(engine, description, {16, 19});
  std::vector<float> results[2];
  std::vector<std::thread> threads;
  for (std::vector<float>& result : results) {
    threads.emplace_back([&result, &description] {
      dnn::Engine own(2);
      result = everything(own, description, {16, 19});
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(results[0], expected);
  EXPECT_EQ(results[1], expected);
}

TEST(Network, HoldsItsDescriptionAlive) {
  dnn::Engine engine(1);
  Description description = plain::chain({8, 0, 8});
  Network network(engine, description, 6, 6, {"relu2_1"});
  const plain::Trace trace =
      plain::forward(*description, plain::from_planes(picture({6, 6}).data(), 3, 6, 6));
  description.reset();
  network.forward(picture({6, 6}).data());
  EXPECT_LE(plain::relative_error(plain::from_features(network.features("relu2_1")).values,
                                  trace.at("relu2_1").values),
            kTolerance);
}

TEST(Network, ReadsNoDeeperThanItsTaps) {
  const Description description = plain::chain({8, 0, 8, 0, 8});
  EXPECT_NO_THROW(Network(*std::make_unique<dnn::Engine>(1), description, 3, 2, {"conv2_1"}));
}

std::string error_of(const Description& description, const Size& size, const Taps& taps) {
  dnn::Engine engine(1);
  try {
    Network network(engine, description, size.height, size.width, taps);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Network, RefusesUnknownTapsInWords) {
  const Description description = plain::chain({4, 0, 4});
  for (const char* tap : {"", "relu", "relu9_9", "relu1_2", "pool1", "Relu1_1", "relu1_1 "}) {
    EXPECT_EQ(error_of(description, {8, 8}, {tap}),
              std::string("The network has no layer \"") + tap +
                  "\"; its layers are input, conv1_1, relu1_1 … relu2_1");
  }
  EXPECT_THROW(dnn::least_size(*description, "relu3_1"), base::Error);
  EXPECT_FALSE(dnn::has_tap(*description, "relu3_1"));
  EXPECT_FALSE(dnn::has_tap(*description, "pool1"));
  for (const char* tap : {"input", "conv1_1", "relu2_1"}) EXPECT_TRUE(dnn::has_tap(*description, tap)) << tap;
}

TEST(Network, RefusesFeaturesThatWereNotAskedFor) {
  dnn::Engine engine(1);
  Network network(engine, plain::chain({4, 4}), 4, 4, {"relu1_2"});
  network.forward(picture({4, 4}).data());
  EXPECT_THROW(network.features("relu1_1"), base::Error);
  EXPECT_THROW(network.features("conv1_2"), base::Error);
}

TEST(Network, RefusesPicturesThatLeaveNoPositionInWords) {
  const Description description = plain::chain({4, 0, 4, 0, 4, 0, 4, 0, 4});
  EXPECT_EQ(error_of(description, {16, 15}, {"relu5_1"}),
            "A picture of 15×16 px is too small for layer relu5_1, which needs at least 16×16 px");
  EXPECT_EQ(error_of(description, {16, 16}, {"relu5_1"}), "accepted");
  EXPECT_NE(error_of(description, {0, 4}, {"relu1_1"}), "accepted");
}

TEST(LeastSize, DoublesWithEveryPooling) {
  const Description description = plain::chain({4, 0, 4, 0, 4, 0, 4, 0, 4, 4});
  EXPECT_EQ(dnn::least_size(*description, "input"), 1);
  EXPECT_EQ(dnn::least_size(*description, "relu1_1"), 1);
  EXPECT_EQ(dnn::least_size(*description, "conv2_1"), 2);
  EXPECT_EQ(dnn::least_size(*description, "relu4_1"), 8);
  EXPECT_EQ(dnn::least_size(*description, "relu5_2"), 16);
}

TEST(EstimateOfBufferBytes, IsNotExceeded) {
  dnn::Engine engine(2);
  const Taps rectified = {"relu1_1", "relu2_1", "relu3_1"};
  const Taps split = {"conv1_1", "conv1_2", "relu1_2", "conv2_1", "relu3_1"};
  for (const Pooling pooling : {Pooling::kMax, Pooling::kAverage}) {
    const Description description = plain::chain({32, 32, 0, 64, 0, 128}, pooling);
    for (const Size& size : {Size{16, 16}, Size{500, 333}, Size{2000, 2000}}) {
      for (const Taps& taps : {rectified, split}) {
        for (const Network::Use use : {Network::Use::kForward, Network::Use::kForwardAndBackward}) {
          const Network network(engine, description, size.height, size.width, taps, use);
          EXPECT_LE(network.buffer_bytes(),
                    dnn::estimate_buffer_bytes(*description, size.height, size.width, taps, use))
              << text(size) << (taps == split ? " split" : "")
              << (use == Network::Use::kForward ? " forward" : "");
        }
      }
    }
  }
}

TEST(Network, CountsThePackedFilters) {
  dnn::Engine engine(1);
  // Channels that are no whole vectors have one way, which keeps each weight as it is.
  const Description description = plain::chain({5, 7});
  const Network both(engine, description, 8, 8, {"relu1_2"});
  EXPECT_EQ(both.layer_times().at(1).filter_bytes, sizeof(float) * 2 * 9 * 5 * 7);
  const Network forward(engine, description, 8, 8, {"relu1_2"}, Network::Use::kForward);
  EXPECT_EQ(forward.layer_times().at(1).filter_bytes, sizeof(float) * 9 * 5 * 7);
}

}  // namespace

// What holds of every dnn::Network beside its values: same bytes, no state between pictures, any thread.
#include "dnn/network.h"

#include <gtest/gtest.h>

#include <thread>

#include "network_sample.h"

namespace test {
namespace {

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

}  // namespace
}  // namespace test

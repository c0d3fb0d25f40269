// Which taps and sizes dnn::Network takes, and how much memory it says it needs.
#include <gtest/gtest.h>

#include "base/error.h"
#include "dnn/network.h"
#include "network_sample.h"

namespace test {
namespace {

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
              std::string("the network has no layer \"") + tap +
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
            "a picture of 15×16 px is too small for layer relu5_1, which needs at least 16×16 px");
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
}  // namespace test

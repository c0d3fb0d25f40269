#include "memory_estimate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.h"
#include "sample_vgg.h"

namespace {

using core::Size;

const std::vector<std::string> kTaps = {"relu1_1", "relu2_1", "relu3_1"};
const dnn::NetworkDescription& description() {
  static const dnn::NetworkDescription vgg = *test::small_vgg(dnn::Pooling::kMax).description;
  return vgg;
}

std::size_t estimate(Size working, const std::vector<Size>& styles = {{64, 64}},
                     const char* optimizer = "adam") {
  return core::estimate_bytes(description(), kTaps, working, styles, optimizer);
}

TEST(MemoryEstimate, GrowsWithThePixels) {
  const std::size_t small = estimate({512, 512}), large = estimate({1024, 1024}),
                    wide = estimate({2048, 512});
  EXPECT_GT(large, small);
  EXPECT_EQ(large, wide);
  // Four times the pixels need four times what is no constant.
  EXPECT_NEAR(static_cast<double>(estimate({2048, 2048}) - large) / static_cast<double>(large - small), 4,
              0.01);
}

TEST(MemoryEstimate, CountsStylePicturesAndTheOptimisersState) {
  EXPECT_GT(estimate({512, 512}, {{3000, 3000}}), estimate({512, 512}, {{64, 64}}));
  EXPECT_GT(estimate({512, 512}, {{64, 64}, {512, 512}}), estimate({512, 512}, {{64, 64}}));
  // L-BFGS keeps 20 pairs of pictures of 3 floats a pixel.
  EXPECT_GE(estimate({512, 512}, {{64, 64}}, "lbfgs"),
            estimate({512, 512}, {{64, 64}}, "adam") + std::size_t{512} * 512 * 12 * 40);
}

TEST(MemoryEstimate, IsNotExceededByTheNetwork) {
  dnn::Engine engine(2);
  const auto vgg = test::small_vgg(dnn::Pooling::kMax);
  const dnn::Network network(engine, vgg.description, 900, 700, kTaps);
  EXPECT_GE(estimate({700, 900}), network.buffer_bytes());
}

std::string error_of(std::size_t bytes, int limit, int longer_side) {
  try {
    core::check_memory(bytes, limit, longer_side);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(MemoryCheck, SaysWhatIsNeededAndWhatWouldFit) {
  const std::size_t mebibyte = std::size_t{1} << 20;
  EXPECT_EQ(error_of(1000 * mebibyte, 1000, 512), "accepted");
  EXPECT_EQ(
      error_of(4000 * mebibyte, 1000, 2000),
      "this run needs about 4000 MiB at size 2000, and memory-limit is 1000 MiB; a size of about 950 would "
      "fit");
  EXPECT_EQ(
      error_of(4000 * mebibyte, 1, 512),
      "this run needs about 4000 MiB at size 512, and memory-limit is 1 MiB; that is too little for any "
      "picture");
}

TEST(MemoryCheck, GoesByTheFreeMemoryWhereNoLimitIsGiven) {
  EXPECT_EQ(error_of(1, 0, 512), "accepted");
  EXPECT_NE(error_of(std::size_t{1} << 60, 0, 512).find("MiB are free"), std::string::npos);
}

}  // namespace

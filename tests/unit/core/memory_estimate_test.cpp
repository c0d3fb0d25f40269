#include "cost/memory_estimate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.h"
#include "sample_vgg.h"

namespace {

using core::Optimizer;
using core::Size;

const std::vector<std::string> kTaps = {"relu1_1", "relu2_1", "relu3_1"};
const dnn::NetworkDescription& description() {
  static const dnn::NetworkDescription vgg = *test::small_vgg(dnn::Pooling::kMax).description;
  return vgg;
}

core::MemoryQuestion question(Size working, const std::vector<Size>& styles = {{64, 64}},
                              Optimizer optimizer = Optimizer::kAdam) {
  return {description(), {"relu2_1"}, kTaps, 0, 1, working, styles, optimizer, 100, 0, 0, {}, 0};
}

std::size_t estimate(Size working, const std::vector<Size>& styles = {{64, 64}},
                     Optimizer optimizer = Optimizer::kAdam) {
  return core::estimate_bytes(question(working, styles, optimizer), {});
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
  EXPECT_GE(estimate({512, 512}, {{64, 64}}, Optimizer::kLbfgs),
            estimate({512, 512}, {{64, 64}}, Optimizer::kAdam) + std::size_t{512} * 512 * 12 * 40);
}

TEST(MemoryEstimate, CountsTheContentsAlphaAsGivenAndTheResults) {
  core::MemoryQuestion translucent = question({512, 512});
  translucent.content_alpha = std::size_t{4000} * 3000;
  EXPECT_EQ(core::estimate_bytes(translucent, {}),
            estimate({512, 512}) + sizeof(float) * (std::size_t{4000} * 3000 + 512 * 512));
}

TEST(MemoryEstimate, CountsMasksAsGivenAndAtTheScale) {
  core::MemoryQuestion frozen = question({512, 512});
  frozen.masks = {std::size_t{4000} * 3000, 4};
  EXPECT_EQ(core::estimate_bytes(frozen, {}),
            estimate({512, 512}) + sizeof(float) * (std::size_t{4000} * 3000 + 4 * 512 * 512));
}

TEST(MemoryEstimate, IsNotExceededByTheNetwork) {
  dnn::Engine engine(2);
  const auto vgg = test::small_vgg(dnn::Pooling::kMax);
  const dnn::Network network(engine, vgg.description, 900, 700, kTaps);
  EXPECT_GE(estimate({700, 900}), network.buffer_bytes());
}

TEST(FittingIntoMemory, TakesTheWholePictureWhereItFits) {
  const core::Tiling tiling = core::fit_into_memory(question({900, 700}), 4000);
  EXPECT_EQ(tiling.side, 0);
}

TEST(FittingIntoMemory, TakesModestTilesOfALargePictureWhereNothingIsAsked) {
  const core::MemoryQuestion large = question({9000, 8000});
  ASSERT_GT(core::estimate_bytes(large, {}), std::size_t{2400} << 20);
  const core::Tiling tiling = core::fit_into_memory(large, 0);
  EXPECT_GE(tiling.side, 1024);
  EXPECT_TRUE(tiling.one_pass);
  EXPECT_FALSE(tiling.needed);
  EXPECT_FALSE(core::fit_into_memory(large, 1 << 24).side > 0) << "as much as is asked";
  EXPECT_EQ(core::fit_into_memory(question({900, 700}), 0).side, 0);
}

TEST(FittingIntoMemory, TakesSmallerTilesTheLessMemoryThereIs) {
  const core::MemoryQuestion large = question({5000, 4000}, {{5000, 4000}});
  const int whole = static_cast<int>(core::estimate_bytes(large, {}) >> 20);
  const int least = static_cast<int>(core::estimate_bytes(large, {256, false}) >> 20) + 1;
  ASSERT_LT(least, whole - 500);
  int before = 1 << 20;
  for (int limit = whole - 100; limit > least; limit -= 200) {
    const core::Tiling tiling = core::fit_into_memory(large, limit);
    EXPECT_GT(tiling.side, 0) << limit;
    EXPECT_LE(tiling.side, before) << limit;
    EXPECT_LE(core::estimate_bytes(large, tiling) >> 20, static_cast<std::size_t>(limit));
    before = tiling.side;
  }
}

TEST(FittingIntoMemory, SaysWhatIsNeededAndWhatWouldFit) {
  try {
    core::fit_into_memory(question({5000, 4000}), 300);
    FAIL() << "was accepted";
  } catch (const base::Error& error) {
    const std::string message = error.what();
    EXPECT_EQ(message.find("this run needs about "), 0u) << message;
    EXPECT_NE(message.find(" MiB at size 5000, and memory-limit is 300 MiB; a size of about "),
              std::string::npos)
        << message;
  }
}

// A pair of pictures of which the content alone is large: what a smaller size cannot save.
TEST(FittingIntoMemory, OffersOnlyASizeThatFits) {
  core::MemoryQuestion large = question({6000, 5000}, {{800, 600}});
  large.given_pixels = 6000.0 * 5000 + 800 * 600;
  for (const int limit : {600, 700, 800}) {
    std::string message;
    try {
      core::fit_into_memory(large, limit);
    } catch (const base::Error& error) {
      message = error.what();
    }
    const std::size_t offer = message.find("a size of about ");
    ASSERT_NE(offer, std::string::npos) << limit << ": " << message;
    const int side = std::stoi(message.substr(offer + 16));
    core::MemoryQuestion smaller =
        question({side, side * 5 / 6}, {{std::min(side, 800), std::min(side, 800) * 3 / 4}});
    smaller.given_pixels = large.given_pixels;
    EXPECT_NO_THROW(core::fit_into_memory(smaller, limit)) << message;
  }
  try {
    core::fit_into_memory(large, 300);
    FAIL() << "was accepted";
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("too little for any size"), std::string::npos) << error.what();
  }
}

}  // namespace

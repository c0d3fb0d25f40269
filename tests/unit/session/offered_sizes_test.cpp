#include "session/words/offered_sizes.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

using Sizes = std::vector<int>;

TEST(OfferedSizes, AreSmallerThanTheLayerOrItsOwn) {
  EXPECT_EQ(offered_sizes({6000, 4000}), (Sizes{512, 2048, 0}));
  EXPECT_EQ(offered_sizes({1500, 2049}), (Sizes{512, 2048, 0}));
  EXPECT_EQ(offered_sizes({2048, 1000}), (Sizes{512, 0}));
  EXPECT_EQ(offered_sizes({512, 512}), (Sizes{0}));
  EXPECT_EQ(offered_sizes({1, 1}), (Sizes{0}));
}

TEST(OfferedSizes, HaveNames) {
  EXPECT_EQ(size_name(512, {3000, 2000}), "Quick look (512 px)");
  EXPECT_EQ(size_name(2048, {3000, 2000}), "Screen (2048 px)");
  EXPECT_EQ(size_name(0, {3000, 2000}), "Full size (3000 × 2000 px)");
}

TEST(OfferedSizes, SayWhatTheyTakeWhenThatIsKnown) {
  EXPECT_EQ(size_text(512, {3000, 2000}, -1), "Quick look (512 px)");
  EXPECT_EQ(size_text(512, {3000, 2000}, 118), "Quick look (512 px), about 2 min");
}

}  // namespace
}  // namespace ui

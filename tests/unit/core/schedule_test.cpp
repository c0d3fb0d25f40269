#include <gtest/gtest.h>

#include "scales/scale_schedule.h"

namespace {

using core::scale_schedule;
using Sizes = std::vector<int>;

TEST(ScaleSchedule, GrowsByHalfPowersOfTwoFromAbout128) {
  EXPECT_EQ(scale_schedule(512, 0, 16), (Sizes{128, 181, 256, 362, 512}));
}

TEST(ScaleSchedule, OfASmallPictureIsThePictureItself) {
  EXPECT_EQ(scale_schedule(100, 0, 16), (Sizes{100}));
  EXPECT_EQ(scale_schedule(16, 0, 16), (Sizes{16}));
}

TEST(ScaleSchedule, HasAsManyScalesAsAskedFor) {
  EXPECT_EQ(scale_schedule(512, 1, 16), (Sizes{512}));
  EXPECT_EQ(scale_schedule(512, 3, 16), (Sizes{256, 362, 512}));
}

TEST(ScaleSchedule, LeavesOutSizesThatTheNetworkCannotRead) {
  EXPECT_EQ(scale_schedule(512, 20, 100), (Sizes{128, 181, 256, 362, 512}));
  EXPECT_EQ(scale_schedule(512, 0, 300), (Sizes{362, 512}));
}

TEST(ScaleSchedule, NeverRepeatsASize) {
  const Sizes sizes = scale_schedule(20, 20, 1);
  for (std::size_t i = 1; i < sizes.size(); ++i) EXPECT_LT(sizes[i - 1], sizes[i]);
  EXPECT_EQ(sizes.back(), 20);
}

TEST(Iterations, FallWhereEachCostsMore) {
  using core::iterations_of;
  EXPECT_EQ(iterations_of({128, 256, 512, 1024, 2048, 4096}, 100), (Sizes{100, 100, 50, 25, 13, 6}));
  EXPECT_EQ(iterations_of({1024}, 100), (Sizes{100}));
  EXPECT_EQ(iterations_of({128, 2048}, 3), (Sizes{3, 3}));
}

}  // namespace

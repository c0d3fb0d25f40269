#include "gimp/frame_names.h"

#include <gtest/gtest.h>

namespace gimp {
namespace {

TEST(FrameTags, AreFoundWhereverTheyStand) {
  EXPECT_EQ(frame_tags("Frame 2 (40ms) (replace)").milliseconds, 40);
  EXPECT_TRUE(frame_tags("Frame 2 (40ms) (replace)").replaces);
  EXPECT_EQ(frame_tags("(Replace)(120 MS) sky").milliseconds, 120);
  EXPECT_TRUE(frame_tags("(Replace)(120 MS) sky").replaces);
  EXPECT_EQ(frame_tags("a (b) (7ms)#1").milliseconds, 7);
}

TEST(FrameTags, AreThoseOfAFrameDrawnOverTheOneBeforeWhereNoneSaysOtherwise) {
  EXPECT_FALSE(frame_tags("Background").replaces);
  EXPECT_FALSE(frame_tags("Background (100ms)").replaces);
  EXPECT_FALSE(frame_tags("Frame (combine)").replaces);
  EXPECT_FALSE(frame_tags("Frame (replace) (combine)").replaces);
}

TEST(FrameTags, HaveNoTimeWhereNoneIsWholeInTheName) {
  for (const char* name : {"", "Frame", "(ms)", "(40)", "(40ms", "40ms)", "(-40ms)", "(4.5ms)", "(40msec)"}) {
    EXPECT_FALSE(frame_tags(name).milliseconds) << name;
  }
}

TEST(FrameTags, HoldNumbersOfAnyLength) {
  EXPECT_EQ(frame_tags("(99999999999999999999999999ms)").milliseconds, 1000000000);
}

TEST(FrameName, IsReadAgainAsItWasMeant) {
  EXPECT_EQ(frame_name(3, 40), "Frame 3 (40ms) (replace)");
  EXPECT_EQ(frame_name(12, std::nullopt), "Frame 12 (replace)");
  EXPECT_EQ(frame_tags(frame_name(3, 40)).milliseconds, 40);
  EXPECT_TRUE(frame_tags(frame_name(3, 40)).replaces);
}

}  // namespace
}  // namespace gimp

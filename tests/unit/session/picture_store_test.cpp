#include "ui/picture_store.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sample_pictures.h"

namespace ui {
namespace {

// As an 8-bit picture holds it.
core::Image in_levels(core::Image picture) {
  for (float& value : picture.rgb()) value = static_cast<float>(std::lround(value * 255)) / 255;
  return picture;
}

TEST(PictureStore, GivesBackPicturesOfAnySizeInAnyOrder) {
  const core::Image large = in_levels(test::waves(40, 30, 9)), small = in_levels(test::waves(3, 5, 2));
  PictureStore store;
  store.add(large);
  store.add(small);
  EXPECT_EQ(store.count(), 2);
  EXPECT_EQ(store.read(1).rgb(), small.rgb());
  EXPECT_EQ(store.read(0).rgb(), large.rgb());
  EXPECT_EQ(store.read(0).width(), 40);
  store.add(large);  // also after reading
  EXPECT_EQ(store.read(2).rgb(), large.rgb());
  EXPECT_EQ(store.read(1).rgb(), small.rgb());
}

TEST(PictureStore, KeepsAlphaWhereThereIsAny) {
  core::Image picture(2, 1, true);
  picture.alpha() = {0, 1};
  PictureStore store;
  store.add(picture);
  store.add(test::waves(2, 2, 1));
  EXPECT_EQ(store.read(0).alpha(), picture.alpha());
  EXPECT_FALSE(store.read(1).has_alpha());
}

TEST(PictureStore, KeepsValuesBeyondItsRangeAtItsEnds) {
  core::Image picture(1, 1);
  picture.rgb() = {-0.5f, 1.5f, 0.5f};
  PictureStore store;
  store.add(picture);
  EXPECT_EQ(store.read(0).rgb()[0], 0);
  EXPECT_EQ(store.read(0).rgb()[1], 1);
  EXPECT_NEAR(store.read(0).rgb()[2], 0.5, 1e-5);
}

}  // namespace
}  // namespace ui

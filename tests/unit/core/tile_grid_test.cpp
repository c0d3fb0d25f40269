#include "tiles/tile_grid.h"

#include <gtest/gtest.h>

namespace {

using core::Rectangle;
using core::Tile;

TEST(TileGrid, LeavesASmallPictureWhole) {
  for (const int side : {0, 64, 100}) {
    const std::vector<Tile> tiles = core::tile_grid(core::Canvas({64, 40}), side, 16, 70);
    ASSERT_EQ(tiles.size(), 1u);
    EXPECT_EQ(tiles[0].owned.width, 64);
    EXPECT_EQ(tiles[0].crop.height, 40);
  }
}

// Adds one for each pixel that a tile owns.
void count(const Tile& tile, core::Size picture, std::vector<int>& owners) {
  for (int y = 0; y < tile.owned.height; ++y) {
    for (int x = 0; x < tile.owned.width; ++x) {
      ++owners[static_cast<std::size_t>(tile.owned.top + y) * picture.width + tile.owned.left + x];
    }
  }
}

void expect_halo(const Tile& tile, core::Size picture, int stride, int halo) {
  const Rectangle &owned = tile.owned, &crop = tile.crop;
  EXPECT_EQ(crop.left % stride + crop.top % stride + owned.left % stride + owned.top % stride, 0);
  EXPECT_LE(crop.left, std::max(0, owned.left - halo));
  EXPECT_LE(crop.top, std::max(0, owned.top - halo));
  EXPECT_GE(crop.left + crop.width, std::min(picture.width, owned.left + owned.width + halo));
  EXPECT_GE(crop.top + crop.height, std::min(picture.height, owned.top + owned.height + halo));
}

// Of one process, and of several, of which some may have nothing.
TEST(TileGrid, GivesEveryPixelToOneTileWithAHaloAroundIt) {
  const int stride = 16, halo = 70;
  for (const int side : {0, core::least_tile_side(stride, halo), 200, 256}) {
    for (const core::Size picture : {core::Size{500, 300}, {497, 641}, {1000, 177}}) {
      for (const int shares : {1, 2, 6, 7, 101}) {
        std::vector<int> owners(static_cast<std::size_t>(picture.width) * picture.height);
        for (int number = 0; number < shares; ++number) {
          for (const Tile& tile :
               core::tile_grid(core::Canvas(picture), side, stride, halo, {number, shares})) {
            EXPECT_TRUE(side == 0 || std::max(tile.crop.width, tile.crop.height) <= side);
            expect_halo(tile, picture, stride, halo);
            count(tile, picture, owners);
          }
        }
        for (const int owned : owners) ASSERT_EQ(owned, 1) << shares;
      }
    }
  }
}

TEST(TileGrid, SharesOutAboutEqualParts) {
  const core::Canvas canvas({1632, 1224}, {64, 16, 15});
  for (const int shares : {2, 3, 4, 8}) {
    int least = canvas.size.width * canvas.size.height, greatest = 0;
    for (int number = 0; number < shares; ++number) {
      const core::Tile share = core::share_of(canvas, 16, 58, {number, shares});
      least = std::min(least, share.crop.width * share.crop.height);
      greatest = std::max(greatest, share.crop.width * share.crop.height);
    }
    EXPECT_LT(greatest, 1.1 * least) << shares;
    EXPECT_LT(greatest, 1.5 * canvas.size.width * canvas.size.height / shares) << shares;
  }
}

TEST(TileGrid, OwnsOfACanvasWhatShowsThePicture) {
  const core::Canvas canvas({500, 301}, {16, 16});
  int owned = 0;
  for (const Tile& tile : core::tile_grid(canvas, 200, 16, 58)) {
    EXPECT_GE(tile.owned.left, 16);
    EXPECT_LE(tile.owned.left + tile.owned.width, 16 + 512);
    EXPECT_LE(tile.crop.top + tile.crop.height, canvas.size.height);
    owned += tile.owned.width * tile.owned.height;
  }
  EXPECT_EQ(owned, 512 * 304);
}

TEST(Canvas, MirrorsThePictureAroundItInWholePoolings) {
  const core::Canvas canvas({3, 2}, {4, 4});
  EXPECT_EQ(canvas.size.width, 12);
  EXPECT_EQ(canvas.size.height, 12);
  EXPECT_EQ(canvas.columns(), (std::vector<int>{0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1}));
  EXPECT_EQ(canvas.rows(), (std::vector<int>{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}));
  EXPECT_EQ(core::Canvas({1, 1}, {16, 16}).rows(), std::vector<int>(48, 0));
}

}  // namespace

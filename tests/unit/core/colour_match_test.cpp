#include "core/colour_match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace core {
namespace {

// Colours around `mean` that vary by `spread` along the axes of `mix`.
Image colours(const float (&mean)[3], float spread, const float (&mix)[3][3], unsigned seed, int side = 64) {
  Image image(side, side);
  std::mt19937 random(seed);
  const auto draw = [&] { return static_cast<float>(random() / 4294967296.0 - 0.5) * spread; };
  for (std::size_t at = 0; at < image.pixels(); ++at) {
    const float along[3] = {draw(), draw(), draw()};
    for (int i = 0; i < 3; ++i) {
      image.plane(i)[at] = mean[i] + mix[i][0] * along[0] + mix[i][1] * along[1] + mix[i][2] * along[2];
    }
  }
  return image;
}

constexpr float kPlain[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
constexpr float kMixed[3][3] = {{1, 0.5f, 0.2f}, {0.3f, 0.4f, -0.1f}, {0, 0.2f, 0.6f}};
constexpr float kGray[3][3] = {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}};

double mean_of(const Image& image, int i) {
  double sum = 0;
  for (std::size_t at = 0; at < image.pixels(); ++at) sum += image.plane(i)[at];
  return sum / static_cast<double>(image.pixels());
}

double covariance_of(const Image& image, int i, int j) {
  const double a = mean_of(image, i), b = mean_of(image, j);
  double sum = 0;
  for (std::size_t at = 0; at < image.pixels(); ++at) {
    sum += (image.plane(i)[at] - a) * (image.plane(j)[at] - b);
  }
  return sum / static_cast<double>(image.pixels());
}

void expect_same_statistics(const Image& image, const Image& model) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_NEAR(mean_of(image, i), mean_of(model, i), 1e-4) << i;
    for (int j = 0; j < 3; ++j) {
      EXPECT_NEAR(covariance_of(image, i, j), covariance_of(model, i, j), 1e-4) << i << j;
    }
  }
}

TEST(ColourMatch, GivesMeanAndCovarianceOfTheModel) {
  const Image picture = colours({0.5f, 0.5f, 0.5f}, 0.3f, kPlain, 1);
  const Image model = colours({0.4f, 0.6f, 0.3f}, 0.3f, kMixed, 2, 48);
  expect_same_statistics(match_colours(picture, {model}), model);
  expect_same_statistics(match_colours(model, {picture}), picture);
}

TEST(ColourMatch, LeavesAPictureThatHasTheColoursAlready) {
  const Image picture = colours({0.4f, 0.6f, 0.3f}, 0.4f, kPlain, 3);
  const Image same = match_colours(picture, {picture});
  for (std::size_t i = 0; i < picture.rgb().size(); ++i) ASSERT_NEAR(same.rgb()[i], picture.rgb()[i], 1e-5);
}

// T is symmetric and positive: each colour moves uphill with itself, so no hue is turned into another.
TEST(ColourMatch, KeepsTheOrderOfLightAndDark) {
  const Image picture = colours({0.5f, 0.5f, 0.5f}, 0.5f, kGray, 4);
  const Image matched = match_colours(picture, {colours({0.4f, 0.6f, 0.3f}, 0.3f, kMixed, 5)});
  double together = 0;
  for (std::size_t at = 0; at < picture.pixels(); ++at) {
    for (int i = 0; i < 3; ++i) {
      together += (picture.plane(i)[at] - mean_of(picture, i)) * (matched.plane(i)[at] - mean_of(matched, i));
    }
    if (at == 63) break;  // the means are slow
  }
  EXPECT_GT(together, 0);
}

TEST(ColourMatch, MakesAFlatPictureTheModelsMeanColour) {
  const Image model = colours({0.4f, 0.6f, 0.3f}, 0.3f, kMixed, 6);
  const Image matched = match_colours(colours({0.9f, 0.1f, 0.5f}, 0, kPlain, 1), {model});
  for (int i = 0; i < 3; ++i) {
    EXPECT_NEAR(matched.plane(i)[7], mean_of(model, i), 1e-4);
    EXPECT_NEAR(covariance_of(matched, i, i), 0, 1e-8);
  }
}

TEST(ColourMatch, TakesAFlatOrGrayModel) {
  const Image picture = colours({0.5f, 0.4f, 0.6f}, 0.4f, kMixed, 7);
  const Image flat = match_colours(picture, {colours({0.2f, 0.3f, 0.4f}, 0, kPlain, 1)});
  EXPECT_NEAR(flat.plane(2)[11], 0.4f, 1e-4);
  const Image gray = match_colours(picture, {colours({0.5f, 0.5f, 0.5f}, 0.4f, kGray, 8)});
  for (std::size_t at = 0; at < gray.pixels(); ++at) {
    ASSERT_NEAR(gray.plane(0)[at], gray.plane(1)[at], 1e-4);
    ASSERT_NEAR(gray.plane(0)[at], gray.plane(2)[at], 1e-4);
  }
}

TEST(ColourMatch, DoesNotStretchTheTintOfAGrayPictureIntoNoise) {
  Image picture = colours({0.5f, 0.5f, 0.5f}, 0.5f, kGray, 9);
  const Image tint = colours({0, 0, 0}, 2.0f / 255, kPlain, 10);
  for (std::size_t i = 0; i < picture.rgb().size(); ++i) picture.rgb()[i] += tint.rgb()[i];
  const Image matched = match_colours(picture, {colours({0.5f, 0.5f, 0.5f}, 0.6f, kPlain, 11)});
  double noise = 0;
  for (std::size_t at = 0; at < matched.pixels(); ++at) {
    const double difference = matched.plane(0)[at] - matched.plane(1)[at] - mean_of(matched, 0) + 0.5;
    noise = std::max(noise, std::abs(difference));
    if (at == 255) break;
  }
  EXPECT_LT(noise, 0.1);
}

TEST(ColourMatch, CountsPixelsByTheirAlphaAndKeepsIt) {
  Image picture(2, 1, true), model(2, 1, true);
  picture.alpha() = {1, 0};
  model.alpha() = {0, 1};
  picture.plane(0)[1] = 1;  // hidden
  model.plane(1)[1] = 0.75f;
  model.plane(2)[0] = 1;  // hidden
  const Image matched = match_colours(picture, {model});
  EXPECT_EQ(matched.alpha(), picture.alpha());
  EXPECT_NEAR(matched.plane(0)[0], 0, 1e-6);
  EXPECT_NEAR(matched.plane(1)[0], 0.75f, 1e-6);
  EXPECT_NEAR(matched.plane(2)[0], 0, 1e-6);
}

TEST(ColourMatch, CountsEachModelAlikeAndSkipsWhatIsHidden) {
  const Image picture = colours({0.5f, 0.5f, 0.5f}, 0.3f, kPlain, 12);
  Image hidden(8, 8, true);
  std::fill(hidden.alpha().begin(), hidden.alpha().end(), 0.0f);
  const Image dark = colours({0.2f, 0.2f, 0.2f}, 0.1f, kPlain, 13, 16);
  const Image light = colours({0.8f, 0.8f, 0.8f}, 0.1f, kPlain, 14, 64);
  EXPECT_NEAR(mean_of(match_colours(picture, {dark, hidden, light}), 0), 0.5, 0.02);
  EXPECT_EQ(match_colours(picture, {hidden}).rgb(), picture.rgb());
}

TEST(ColourMatch, StaysWithinTheRange) {
  const Image picture = colours({0.5f, 0.5f, 0.5f}, 0.2f, kPlain, 15);
  const Image matched = match_colours(picture, {colours({0.5f, 0.5f, 0.5f}, 4, kPlain, 16)});
  const auto [least, greatest] = std::minmax_element(matched.rgb().begin(), matched.rgb().end());
  EXPECT_GE(*least, 0);
  EXPECT_LE(*greatest, 1);
}

}  // namespace
}  // namespace core

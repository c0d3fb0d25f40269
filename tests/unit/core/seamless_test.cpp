// Pictures that wrap: each part of a run treats them as the endless picture that they are a tile of.
#include <gtest/gtest.h>

#include <cmath>

#include "descent/adam.h"
#include "loss/tv_loss.h"
#include "picture/canvas.h"
#include "picture/join_sides.h"
#include "sample_job.h"
#include "sample_vgg.h"

namespace {

using core::Image;
using core::Size;
using core::Wrap;
using test::random_image;

constexpr Wrap kBoth{true, true};

// The same endless picture, cut elsewhere.
std::vector<float> rolled(const std::vector<float>& planes, Size size, int right, int below) {
  std::vector<float> result(planes.size());
  const std::size_t pixels = static_cast<std::size_t>(size.width) * size.height;
  for (std::size_t i = 0; i < planes.size(); ++i) {
    const std::size_t plane = i / pixels, y = i % pixels / size.width, x = i % size.width;
    result[plane * pixels + (y + below) % size.height * size.width + (x + right) % size.width] = planes[i];
  }
  return result;
}

Image rolled(Image image, int right, int below) {
  image.rgb() = rolled(image.rgb(), size_of(image), right, below);
  return image;
}

void expect_near(const std::vector<float>& a, const std::vector<float>& b, double tolerance) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_NEAR(a[i], b[i], tolerance) << i;
}

TEST(Seamless, CanvasGoesOnWithTheOtherSide) {
  const core::Canvas canvas({3, 8}, {4, 4, 3, {true, false}});
  EXPECT_EQ(canvas.size.width, 12) << "no room for shifts";
  EXPECT_EQ(canvas.size.height, 20);
  EXPECT_EQ(canvas.columns(), (std::vector<int>{2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1}));
  EXPECT_EQ(canvas.columns({1, 0}), (std::vector<int>{1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0}));
  EXPECT_EQ(canvas.rows()[3], 1) << "mirrored";
}

TEST(Seamless, CanvasIsCutFarApartInTurn) {
  const core::Canvas canvas({512, 512}, {16, 16, 15, kBoth});
  std::vector<int> places;
  for (int turn = 0; turn < core::kMostShifts; ++turn) places.push_back(canvas.shift(turn).right);
  EXPECT_EQ(places, (std::vector<int>{0, 165, 363, 462}));
}

TEST(Seamless, ResizedPicturesAreTheSameWhereverTheyAreCut) {
  const Image picture = random_image(36, 24, 1);
  for (const auto& [width, height, factor] : {std::tuple{18, 12, 0.5}, {72, 48, 2.0}, {3, 2, 1 / 12.0}}) {
    const Image expected = core::resize(picture, width, height, kBoth);
    const Image result = core::resize(rolled(picture, 12, 12), width, height, kBoth);
    const int moved = static_cast<int>(std::lround(12 * factor));
    expect_near(result.rgb(), rolled(expected, moved, moved).rgb(), 1e-5);
  }
  EXPECT_NE(core::resize(picture, 18, 12).rgb(), core::resize(picture, 18, 12, {true, false}).rgb());
}

TEST(Seamless, OptimisersMomentsAreTheSameWhereverTheyAreCut) {
  const Size size{8, 6}, larger{16, 12};
  const std::vector<float> gradient = random_image(8, 6, 1).rgb(), later = random_image(16, 12, 2).rgb();
  const auto after = [&](int right) {
    std::vector<float> x(gradient.size(), 0.5f), y(later.size(), 0.5f);
    core::Adam adam(x.size());
    adam.step(x, rolled(gradient, size, right, 0).data());
    adam.resized(size, larger, kBoth).step(y, rolled(later, larger, 2 * right, 0).data());
    return rolled(y, larger, -2 * right + 16, 0);
  };
  expect_near(after(3), after(0), 1e-6);
}

TEST(Seamless, TotalVariationSeesTheSeam) {
  const Image picture = random_image(7, 5, 1);
  const auto of = [](const Image& image, Wrap wrap) {
    std::vector<float> gradient(image.rgb().size());
    const double value =
        core::tv_loss(image.rgb().data(), image.width(), image.height(), 2, gradient.data(), wrap);
    return std::pair(value, gradient);
  };
  const auto [value, gradient] = of(picture, kBoth);
  const auto [again, moved] = of(rolled(picture, 3, 2), kBoth);
  EXPECT_NEAR(again, value, 1e-6);
  expect_near(moved, rolled(gradient, size_of(picture), 3, 2), 1e-6);
  EXPECT_GT(value, of(picture, {}).first);
}

// With margins as wide as the network sees; conv3_1 sees 10 px far.
TEST(Seamless, ObjectiveIsTheSameWhereverThePictureIsCut) {
  core::ObjectiveSettings settings;
  settings.content_layers = {{"relu2_1", 1}};
  settings.style_layers = {{"relu1_1", 1}, {"conv3_1", 2}};
  settings.tv_weight = 2;
  settings.margin = 16;
  settings.wrap = kBoth;
  const core::Vgg vgg = test::small_vgg(dnn::Pooling::kMax);
  const Image content = random_image(64, 48, 1), x = random_image(64, 48, 2);
  const std::vector<Image> styles = {random_image(40, 30, 3)};
  dnn::Engine engine(2);
  const core::LossFactors factors = {core::content_factors(engine, vgg, settings, content),
                                     core::style_factors(engine, vgg, settings, styles.front())};
  const auto evaluate = [&](int right, int below, core::Tiling tiling) {
    const Image moved_content = rolled(content, right, below), moved = rolled(x, right, below);
    core::Objective objective(
        engine, vgg, settings, moved_content,
        core::make_terms(engine, settings, factors,
                         {core::make_region(engine, settings.style_loss,
                                            core::style_moments(engine, vgg, settings, styles.front()))}),
        tiling);
    std::vector<float> gradient(x.rgb().size());
    const double total = objective.evaluate(moved.rgb().data(), gradient.data()).total;
    return std::pair(total, rolled(gradient, size_of(x), 64 - right, 48 - below));
  };
  const auto [total, gradient] = evaluate(0, 0, {});
  double size = 0;
  for (const float value : gradient) size = std::max<double>(size, std::abs(value));
  for (const core::Tiling tiling : {core::Tiling{}, core::Tiling{40, true}}) {
    const auto [again, moved] = evaluate(16, 32, tiling);
    EXPECT_NEAR(again, total, 1e-5 * total);
    expect_near(moved, gradient, 1e-4 * size);
  }
  settings.wrap = {};
  EXPECT_GT(std::abs(evaluate(16, 32, {}).first - total), 1e-3 * total);
}

TEST(Seamless, JoinedSidesAreAlike) {
  const Image picture = random_image(64, 40, 1);
  const Image joined = core::join_sides(picture, {true, false});
  for (int y = 0; y < 40; ++y) {
    EXPECT_FLOAT_EQ(joined.plane(1)[y * 64], joined.plane(1)[y * 64 + 63]);
    EXPECT_EQ(joined.plane(1)[y * 64 + 8], picture.plane(1)[y * 64 + 8]);
    EXPECT_NEAR(joined.plane(1)[y * 64 + 3] + joined.plane(1)[y * 64 + 60],
                picture.plane(1)[y * 64 + 3] + picture.plane(1)[y * 64 + 60], 1e-6);
  }
  EXPECT_EQ(core::join_sides(picture, {}).rgb(), picture.rgb());
}

TEST(Seamless, APartOfAPictureDoesNotWrap) {
  core::Parameters parameters = test::quick();
  core::Observer silent;
  const auto paint = [&](const char* seamless, int whole_side) {
    parameters.seamless = seamless;
    core::Painter painter;
    painter.update(parameters, core::as_styles({test::waves(36, 36, 7)}));
    return painter.paint({test::waves(40, 32, 20), {}, whole_side}, silent).picture.rgb();
  };
  EXPECT_NE(paint("xy", 0), paint("none", 0));
  EXPECT_EQ(paint("xy", 200), paint("none", 200));
}

}  // namespace

// The whole objective, with a network of a few channels, against central differences in double precision.
#include "loss/objective.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "plain_objective.h"
#include "sample_vgg.h"

namespace {

using core::Normalization;
using core::StyleLossKind;
using test::random_image;

core::ObjectiveSettings settings_of(Normalization normalization, StyleLossKind style_loss) {
  core::ObjectiveSettings settings;
  settings.content_layers = {{"relu2_1", 1}, {"conv3_1", 3}};
  settings.style_layers = {{"input", 1}, {"relu1_1", 2}, {"conv2_2", 1}, {"conv3_1", 5}};
  settings.style_loss = style_loss;
  settings.normalization = normalization;
  settings.content_weight = 0.7;
  settings.style_weight = 30;
  settings.tv_weight = 2;
  return settings;
}

struct Subject {
  core::ObjectiveSettings settings;
  core::Vgg vgg;
  core::Image content = random_image(9, 7, 2);
  std::vector<core::Image> styles = {random_image(6, 11, 3), random_image(8, 8, 4)};
  dnn::Engine engine{2};
  std::vector<core::SharedPlane> places = {};
  core::SharedPlane firmness = nullptr;

  core::LossFactors factors() {
    return {core::content_factors(engine, vgg, settings, content),
            core::style_factors(engine, vgg, settings, styles.front())};
  }
  // Of each style, or of all of them where they have no places.
  core::StyleRegions regions(int tile_side) {
    std::vector<std::vector<core::Moments>> moments;
    for (const core::Image& style : styles) {
      moments.push_back(core::style_moments(engine, vgg, settings, style, {}, tile_side));
    }
    if (places.empty()) moments = {core::average(moments, std::vector<double>(styles.size(), 1))};
    core::StyleRegions regions;
    for (std::size_t i = 0; i < moments.size(); ++i) {
      regions.push_back(
          core::make_region(engine, settings.style_loss, moments[i], places.empty() ? nullptr : places[i]));
    }
    return regions;
  }
  core::Objective objective(core::Tiling tiling = {}) {
    return {engine,
            vgg,
            settings,
            content,
            core::make_terms(engine, settings, factors(), regions(tiling.side), firmness),
            tiling};
  }
};

// A soft left half, the rest, and a face that is kept.
void give_places(Subject& subject) {
  const core::Size size = core::size_of(subject.content);
  core::Plane left{size.width, size.height, {}}, right = left, face = left;
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const float share = std::clamp(1.2f - 2.0f * x / size.width + 0.1f * y / size.height, 0.0f, 1.0f);
      left.values.push_back(share);
      right.values.push_back(0.9f - 0.9f * share);
      face.values.push_back(y < size.height / 2 ? 4.0f * x / size.width : 0.5f);
    }
  }
  subject.places = {std::make_shared<const core::Plane>(left), std::make_shared<const core::Plane>(right)};
  subject.firmness = std::make_shared<const core::Plane>(face);
}

class WholeObjective : public testing::TestWithParam<std::tuple<Normalization, StyleLossKind, dnn::Pooling>> {
 protected:
  Subject subject_{settings_of(std::get<0>(GetParam()), std::get<1>(GetParam())),
                   test::small_vgg(std::get<2>(GetParam()))};
};

TEST_P(WholeObjective, EqualsThePlainOneAndItsGradientTheSlope) {
  const core::Image x = random_image(9, 7, 5);
  core::Objective objective = subject_.objective();
  std::vector<float> gradient(x.rgb().size(), 1e30f);  // is overwritten
  const core::Losses losses = objective.evaluate(x.rgb().data(), gradient.data());

  const plain::Objective plain(subject_.vgg, subject_.settings, subject_.factors(), subject_.content,
                               subject_.styles);
  const plain::Map at = plain::from_image(x);
  const core::Losses expected = plain.losses(at);
  EXPECT_NEAR(losses.of("content"), expected.of("content"), 1e-5 * expected.of("content"));
  EXPECT_NEAR(losses.of("style"), expected.of("style"), 1e-5 * expected.of("style"));
  EXPECT_NEAR(losses.of("tv"), expected.of("tv"), 1e-5 * expected.of("tv"));
  EXPECT_NEAR(losses.total, expected.total, 1e-5 * expected.total);
  const std::vector<double> slopes =
      plain::slopes([&](const plain::Map& map) { return plain.losses(map).total; }, at);
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, slopes), 1e-4);
}

TEST_P(WholeObjective, EqualsThePlainOneWithStylesInPlaces) {
  give_places(subject_);
  const core::Image x = random_image(9, 7, 5);
  core::Objective objective = subject_.objective();
  std::vector<float> gradient(x.rgb().size());
  const core::Losses losses = objective.evaluate(x.rgb().data(), gradient.data());
  const plain::Objective plain(subject_.vgg, subject_.settings, subject_.factors(), subject_.content,
                               subject_.styles, subject_.places, subject_.firmness);
  const plain::Map at = plain::from_image(x);
  const core::Losses expected = plain.losses(at);
  EXPECT_NEAR(losses.of("content"), expected.of("content"), 1e-5 * expected.of("content"));
  EXPECT_NEAR(losses.of("style"), expected.of("style"), 1e-5 * expected.of("style"));
  const std::vector<double> slopes =
      plain::slopes([&](const plain::Map& map) { return plain.losses(map).total; }, at);
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, slopes), 1e-4);
}

TEST_P(WholeObjective, IsTheSameInTilesWithStylesInPlaces) {
  subject_.settings.margin = 16;
  subject_.content = random_image(61, 47, 2);
  subject_.styles = {random_image(50, 33, 3), random_image(28, 40, 4)};
  give_places(subject_);
  const core::Image x = random_image(61, 47, 5);
  std::vector<float> expected(x.rgb().size()), gradient(expected);
  const core::Losses losses = subject_.objective().evaluate(x.rgb().data(), expected.data());
  for (const core::Tiling tiling : {core::Tiling{40, true}, {44, false}}) {
    const core::Losses again = subject_.objective(tiling).evaluate(x.rgb().data(), gradient.data());
    EXPECT_NEAR(again.total, losses.total, 1e-5 * losses.total) << tiling.side;
    const double error =
        plain::relative_error({gradient.begin(), gradient.end()}, {expected.begin(), expected.end()});
    // Roots of matrices are found in single precision.
    EXPECT_LE(error, subject_.settings.style_loss == StyleLossKind::kWasserstein ? 2e-5 : 1e-5)
        << tiling.side;
  }
}

// A style whose place is the whole picture is a style without one.
TEST_P(WholeObjective, IsTheSameWithAPlaceThatIsAllOfThePicture) {
  subject_.styles.pop_back();
  const core::Image x = random_image(9, 7, 5);
  std::vector<float> expected(x.rgb().size()), gradient(expected);
  const core::Losses losses = subject_.objective().evaluate(x.rgb().data(), expected.data());
  subject_.places = {std::make_shared<const core::Plane>(core::Plane{9, 7, std::vector<float>(63, 1.0f)})};
  EXPECT_EQ(subject_.objective().evaluate(x.rgb().data(), gradient.data()).total, losses.total);
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, {expected.begin(), expected.end()}),
            1e-6);
}

TEST_P(WholeObjective, CanBeEvaluatedAgainAtTheSamePicture) {
  const core::Image x = random_image(9, 7, 5), other = random_image(9, 7, 6);
  core::Objective objective = subject_.objective();
  std::vector<float> first(x.rgb().size()), between(first), again(first);
  const double total = objective.evaluate(x.rgb().data(), first.data()).total;
  EXPECT_NE(objective.evaluate(other.rgb().data(), between.data()).total, total);
  EXPECT_EQ(objective.evaluate(x.rgb().data(), again.data()).total, total);
  EXPECT_EQ(first, again);
}

// As if the picture were computed whole, also where its borders lie odd to the tiles.
TEST_P(WholeObjective, IsTheSameInTiles) {
  subject_.content = random_image(61, 47, 2);
  subject_.styles = {random_image(50, 33, 3), random_image(28, 40, 4)};
  const core::Image x = random_image(61, 47, 5);
  std::vector<float> expected(x.rgb().size()), gradient(x.rgb().size());
  const core::Losses losses = subject_.objective().evaluate(x.rgb().data(), expected.data());
  // conv3_1 reaches 10 px far in steps of 4: 28 is the least side.
  for (const core::Tiling tiling : {core::Tiling{28, true}, {29, false}, {60, true}}) {
    const core::Losses again = subject_.objective(tiling).evaluate(x.rgb().data(), gradient.data());
    EXPECT_NEAR(again.of("content"), losses.of("content"), 1e-5 * losses.of("content")) << tiling.side;
    EXPECT_NEAR(again.of("style"), losses.of("style"), 1e-5 * losses.of("style")) << tiling.side;
    const double error =
        plain::relative_error({gradient.begin(), gradient.end()}, {expected.begin(), expected.end()});
    EXPECT_LE(error, 1e-5) << tiling.side;
  }
}

// Mirrored pixels count for those that they show.
TEST_P(WholeObjective, HasTheSlopeAsGradientOnACanvasWithMargins) {
  subject_.settings.margin = 4;
  const core::Image x = random_image(9, 7, 5);
  core::Objective objective = subject_.objective();
  std::vector<float> gradient(x.rgb().size()), ignored(gradient);
  objective.evaluate(x.rgb().data(), gradient.data());
  double difference = 0, size = 0;
  for (const std::size_t at : {0u, 8u, 31u, 62u, 63u + 40u, 126u + 55u}) {  // corners, a side, inside
    constexpr float kStep = 2e-3f;  // a larger one would step over the bends of maxima
    core::Image above = x, below = x;
    above.rgb()[at] += kStep;
    below.rgb()[at] -= kStep;
    const double slope = (objective.evaluate(above.rgb().data(), ignored.data()).total -
                          objective.evaluate(below.rgb().data(), ignored.data()).total) /
                         (2 * kStep);
    difference += std::pow(slope - gradient[at], 2);
    size += slope * slope;
  }
  EXPECT_LE(std::sqrt(difference / size), 0.02);
}

TEST_P(WholeObjective, IsTheSameInTilesOfACanvasWithMargins) {
  subject_.settings.margin = 16;
  subject_.content = random_image(61, 47, 2);
  subject_.styles = {random_image(3, 2, 3)};
  const core::Image x = random_image(61, 47, 5);
  std::vector<float> expected(x.rgb().size()), gradient(expected);
  const core::Losses losses = subject_.objective().evaluate(x.rgb().data(), expected.data());
  const core::Losses again = subject_.objective({40, true}).evaluate(x.rgb().data(), gradient.data());
  EXPECT_NEAR(again.total, losses.total, 1e-5 * losses.total);
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, {expected.begin(), expected.end()}),
            1e-4);
}

TEST_P(WholeObjective, InOnePassOverTilesFollowsTheStatisticsOfTheEvaluationBefore) {
  subject_.content = random_image(61, 47, 2);
  const core::Image x = random_image(61, 47, 5), other = random_image(61, 47, 6);
  core::Objective exact = subject_.objective({40, true}), quick = subject_.objective({40, true, true});
  std::vector<float> expected(x.rgb().size()), gradient(expected);
  const core::Losses losses = exact.evaluate(x.rgb().data(), expected.data());
  quick.evaluate(x.rgb().data(), gradient.data());
  EXPECT_EQ(gradient, expected) << "the first evaluation is exact";
  EXPECT_EQ(quick.evaluate(x.rgb().data(), gradient.data()).total, losses.total);
  EXPECT_EQ(gradient, expected) << "where x stays, the statistics do";
  const double total = quick.evaluate(other.rgb().data(), gradient.data()).total;
  EXPECT_EQ(total, exact.evaluate(other.rgb().data(), expected.data()).total);
  EXPECT_NE(gradient, expected);
}

std::string name_of(const testing::TestParamInfo<WholeObjective::ParamType>& test) {
  const auto [normalization, style_loss, pooling] = test.param;
  const std::string name = normalization == Normalization::kNone   ? "None"
                           : normalization == Normalization::kSize ? "Size"
                                                                   : "Gradient";
  const char* const kinds[] = {"Gram", "Covariance", "Wasserstein"};
  return name + kinds[static_cast<int>(style_loss)] + (pooling == dnn::Pooling::kMax ? "Max" : "Average");
}

INSTANTIATE_TEST_SUITE_P(All, WholeObjective,
                         testing::Combine(testing::Values(Normalization::kNone, Normalization::kSize,
                                                          Normalization::kGradient),
                                          testing::Values(StyleLossKind::kGram, StyleLossKind::kCovariance,
                                                          StyleLossKind::kWasserstein),
                                          testing::Values(dnn::Pooling::kMax, dnn::Pooling::kAverage)),
                         name_of);

TEST(Objective, ReadsPicturesAsTheWeightsWant) {
  weights::WeightSet set = test::small_set();
  set.preprocessing.order = weights::Preprocessing::Order::kBgr;
  set.preprocessing.range = 255;
  set.preprocessing.mean = {103.939f, 116.779f, 123.68f};
  set.preprocessing.std = {60, 50, 70};
  Subject subject{settings_of(Normalization::kSize, StyleLossKind::kGram),
                  test::small_vgg(dnn::Pooling::kMax, set)};
  const core::Image x = random_image(9, 7, 5);
  core::Objective objective = subject.objective();
  std::vector<float> gradient(x.rgb().size());
  const core::Losses losses = objective.evaluate(x.rgb().data(), gradient.data());
  const plain::Objective plain(subject.vgg, subject.settings, subject.factors(), subject.content,
                               subject.styles);
  const plain::Map at = plain::from_image(x);
  EXPECT_NEAR(losses.total, plain.losses(at).total, 1e-5 * losses.total);
  const std::vector<double> slopes =
      plain::slopes([&](const plain::Map& map) { return plain.losses(map).total; }, at);
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, slopes), 1e-4);
}

TEST(Objective, HasNoContentLossAtTheContent) {
  Subject subject{settings_of(Normalization::kNone, StyleLossKind::kGram),
                  test::small_vgg(dnn::Pooling::kMax)};
  core::Objective objective = subject.objective();
  std::vector<float> gradient(subject.content.rgb().size());
  const core::Losses losses = objective.evaluate(subject.content.rgb().data(), gradient.data());
  EXPECT_EQ(losses.of("content"), 0);
  EXPECT_GT(losses.of("style"), 0);
}

TEST(Factors, AreOneUnlessGradientsAreBalanced) {
  for (const Normalization normalization : {Normalization::kNone, Normalization::kSize}) {
    Subject subject{settings_of(normalization, StyleLossKind::kGram), test::small_vgg(dnn::Pooling::kMax)};
    EXPECT_EQ(subject.factors().content, std::vector<double>(2, 1));
    EXPECT_EQ(subject.factors().style, std::vector<double>(4, 1));
  }
}

// Three colour values a pixel: then a term's gradient on a pixel sums to 1/pixels in every colour.
TEST(Factors, DivideEachTermByItsGradientAgainstAZeroTarget) {
  for (const StyleLossKind kind :
       {StyleLossKind::kGram, StyleLossKind::kCovariance, StyleLossKind::kWasserstein}) {
    Subject subject{settings_of(Normalization::kGradient, kind), test::small_vgg(dnn::Pooling::kAverage)};
    const core::LossFactors factors = subject.factors();
    const auto features = [&](const plain::Map& rgb, const std::string& tap) {
      return plain::forward(*subject.vgg.description, plain::preprocess(subject.vgg.preprocessing, rgb))
          .at(tap);
    };
    const auto inverse = [](const std::vector<double>& slopes) {
      double sum = 0;
      for (const double slope : slopes) sum += std::abs(slope);
      return 3 / sum;
    };
    ASSERT_EQ(factors.content.size(), 2u);
    for (std::size_t l = 0; l < 2; ++l) {
      const auto term = [&](const plain::Map& rgb) {
        const plain::Map f = features(rgb, subject.settings.content_layers[l].tap);
        return plain::content_loss(f, plain::Map(f.channels, f.height, f.width)) /
               static_cast<double>(f.values.size());
      };
      const double expected = inverse(plain::slopes(term, plain::from_image(subject.content)));
      EXPECT_NEAR(factors.content[l], expected, 1e-4 * expected);
    }
    ASSERT_EQ(factors.style.size(), 4u);
    for (std::size_t l = 0; l < 4; ++l) {
      const auto term = [&](const plain::Map& rgb) {
        const plain::Moments m = plain::moments(features(rgb, subject.settings.style_layers[l].tap));
        return plain::style_loss(kind, m,
                                 {std::vector<double>(m.mean.size()), std::vector<double>(m.raw.size())});
      };
      const double expected = inverse(plain::slopes(term, plain::from_image(subject.styles.front())));
      EXPECT_NEAR(factors.style[l], expected, 1e-4 * expected) << subject.settings.style_layers[l].tap;
    }
  }
}

}  // namespace

#include "painter/style_places.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace {

using core::Plane;
using core::SharedPlane;
using core::Style;

SharedPlane plane(int width, int height, std::vector<float> values) {
  return std::make_shared<const Plane>(Plane{width, height, std::move(values)});
}

Style style(SharedPlane guide, double weight = 1) {
  Style style;
  style.guide = std::move(guide);
  style.weight = weight;
  return style;
}

TEST(StylePlaces, WithoutGuidesAllStylesHaveThePictureTogether) {
  const std::vector<Style> styles = {style(nullptr), style(nullptr)};
  EXPECT_EQ(core::groups_of(styles), (std::vector<core::StyleGroup>{{0, 1}}));
  EXPECT_EQ(core::places_of(styles, {3, 2}), std::vector<SharedPlane>{nullptr});
}

TEST(StylePlaces, StylesWithoutGuidesHaveWhatNoGuideTakes) {
  const std::vector<Style> styles = {style(nullptr), style(plane(4, 1, {1, 0.25f, 0, 0})), style(nullptr)};
  EXPECT_EQ(core::groups_of(styles), (std::vector<core::StyleGroup>{{1}, {0, 2}}));
  const std::vector<SharedPlane> places = core::places_of(styles, {4, 1});
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0]->values, (std::vector<float>{1, 0.25f, 0, 0}));
  EXPECT_EQ(places[1]->values, (std::vector<float>{0, 0.75f, 1, 1}));
}

TEST(StylePlaces, OverlappingGuidesShareByTheirValuesAndWeights) {
  const std::vector<Style> styles = {style(plane(4, 1, {1, 1, 0.5f, 0}), 3),
                                     style(plane(4, 1, {0, 1, 0.5f, 0.5f}))};
  const std::vector<SharedPlane> places = core::places_of(styles, {4, 1});
  EXPECT_EQ(places[0]->values, (std::vector<float>{1, 0.75f, 0.75f, 0}));
  EXPECT_EQ(places[1]->values, (std::vector<float>{0, 0.25f, 0.25f, 0.5f}));
}

TEST(StylePlaces, OfAGuideThatIsWhiteEverywhereAreNone) {
  EXPECT_EQ(core::places_of({style(plane(2, 1, {1, 1}))}, {8, 4}), std::vector<SharedPlane>{nullptr});
}

TEST(StylePlaces, AreScaledToThePicture) {
  const std::vector<Style> styles = {style(plane(2, 1, {1, 0})), style(nullptr)};
  const std::vector<SharedPlane> places = core::places_of(styles, {8, 4});
  EXPECT_EQ(places[0]->width, 8);
  EXPECT_EQ(places[0]->height, 4);
  EXPECT_NEAR(places[0]->values.front(), 1, 1e-6);
  EXPECT_NEAR(places[1]->values.back(), 1, 1e-6);
}

TEST(Firmness, IsUsualAtBlackAndFourTimesThatAtWhite) {
  EXPECT_EQ(core::firmness_of(nullptr, {3, 1}), nullptr);
  EXPECT_EQ(core::firmness_of(plane(3, 1, {0, 0.5f, 1}), {3, 1})->values, (std::vector<float>{1, 2.25f, 4}));
}

TEST(MaskNeed, CountsWhatIsGivenAndWhatIsMadeOfIt) {
  core::Frame frame;
  EXPECT_EQ(core::need_of_masks({style(nullptr)}, frame).planes, 0);
  const std::vector<Style> styles = {style(plane(4, 1, {1, 1, 0, 0})), style(nullptr)};
  EXPECT_EQ(core::need_of_masks(styles, frame).values, 4u);
  EXPECT_EQ(core::need_of_masks(styles, frame).planes, 2);
  frame.keep = plane(2, 1, {1, 0});
  frame.content = core::Image(5, 2);
  frame.freeze = plane(3, 1, {1, 0, 0});
  EXPECT_EQ(core::need_of_masks(styles, frame).values, 4u + 2 + 3 + 30);
  EXPECT_EQ(core::need_of_masks(styles, frame).planes, 2 + 1 + 2 + 4 + 13);
}

std::string refusal(const SharedPlane& plane, core::Size size, core::PlaneRole role) {
  try {
    core::check_plane(plane, size, role, core::Extent::kWhole, 2);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

TEST(Planes, OfAnotherShapeOrBlackAreRefusedInWords) {
  using Role = core::PlaneRole;
  EXPECT_EQ(refusal(plane(2, 1, {1, 0}), {200, 100}, Role::kGuide), "");
  EXPECT_EQ(refusal(plane(2, 1, {1, 0}), {201, 100}, Role::kKeep), "");
  EXPECT_EQ(refusal(nullptr, {201, 100}, Role::kGuide), "");
  EXPECT_EQ(refusal(plane(20, 10, std::vector<float>(200, 1)), {100, 100}, Role::kGuide),
            "the guide of style 2 has 20×10 px, another shape than the content's 100×100 px");
  EXPECT_EQ(refusal(plane(20, 10, std::vector<float>(200, 1)), {100, 100}, Role::kKeep),
            "the mask of what is kept has 20×10 px, another shape than the content's 100×100 px");
  EXPECT_NE(refusal(plane(2, 1, {0, 0.001f}), {200, 100}, Role::kGuide).find("is black"), std::string::npos);
  EXPECT_NE(refusal(plane(2, 1, {0, 0.001f}), {200, 100}, Role::kRead).find("is black"), std::string::npos);
  EXPECT_EQ(refusal(plane(2, 1, {0, 0}), {200, 100}, Role::kKeep), "");
}

}  // namespace

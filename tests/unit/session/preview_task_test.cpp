#include "session/tasks/preview_task.h"

#include <gtest/gtest.h>

#include "core/colour_match.h"
#include "sample_pictures.h"
#include "ui/pixels.h"

namespace ui {
namespace {

PreviewTask task() {
  PreviewTask task;
  task.content = std::make_shared<const core::Image>(test::waves(300, 200, 40));
  task.styles.emplace_back().picture =
      std::make_shared<const StylePicture>(make_style_picture(test::waves(64, 64, 9), 64));
  task.parameters.size = 256;
  return task;
}

TEST(PreviewParameters, AreTheRendersAtASmallerSize) {
  core::Parameters render;
  render.size = 1024;
  render.iterations = 30;
  render.style_scale = 0.7;
  render.seed = 5;
  const core::Parameters preview = preview_parameters(render, {2000, 1000}, 256);
  EXPECT_EQ(preview.size, 256);
  EXPECT_EQ(preview.style_scale, 0.7);
  EXPECT_EQ(preview.seed, 5);
  EXPECT_EQ(preview.iterations, render.iterations);
}

TEST(PreviewParameters, AreNeverLargerThanTheRenderOrTheLayer) {
  core::Parameters render;
  render.size = 200;
  EXPECT_EQ(preview_parameters(render, {2000, 1000}, 256).size, 200);
  EXPECT_EQ(preview_parameters(render, {90, 60}, 256).size, 90);
}

TEST(PreviewParameters, TakeTheLayersOwnSizeForSizeZero) {
  core::Parameters render;
  render.size = 0;
  EXPECT_EQ(preview_parameters(render, {2000, 1000}, 256).size, 256);
  EXPECT_EQ(preview_parameters(render, {90, 60}, 256).size, 90);
}

TEST(PreviewParameters, LeaveTheNetworkEnoughOfANarrowLayer) {
  core::Parameters render;
  render.size = 4000;
  EXPECT_EQ(preview_parameters(render, {4000, 100}, 256).size, 1280);
}

TEST(PreviewParameters, DoNotGoOnForEver) {
  core::Parameters render;
  render.iterations = 100000;
  EXPECT_EQ(preview_parameters(render, {2000, 1000}, 256).iterations, kPreviewIterations);
}

TEST(DetailParameters, AreThePreviewsAtThePartsOwnSize) {
  core::Parameters render;
  render.size = 1600;
  render.style_scale = 0.5;
  const core::Parameters detail = detail_parameters(render);
  core::Parameters expected = preview_parameters(render, {1600, 1200}, 256);
  expected.size = 0;
  EXPECT_TRUE(core::same_parameters(detail, expected));
}

TEST(InStyleColours, MovesByTheShare) {
  const core::Image picture = test::waves(30, 20, 40);
  const std::vector<PreviewStyle> style = task().styles;
  EXPECT_EQ(in_style_colours(picture, style, 0).rgb(), picture.rgb());
  const core::Image whole = in_style_colours(picture, style, 1), half = in_style_colours(picture, style, 0.5);
  for (std::size_t i = 0; i < picture.rgb().size(); ++i) {
    ASSERT_NEAR(half.rgb()[i], (picture.rgb()[i] + whole.rgb()[i]) / 2, 1e-6);
  }
}

TEST(FirstPicture, IsThePhotographInTheStylesColours) {
  const PreviewTask shown = task();
  const core::Image first = first_picture(*shown.content, shown.styles, 150);
  EXPECT_EQ(first.width(), 150);
  EXPECT_EQ(first.height(), 100);
  EXPECT_NE(first.rgb(), shrink_to(*shown.content, 150).rgb());
}

TEST(SamePreview, IsOneOfTheSamePicturesAndParameters) {
  const PreviewTask one = task();
  PreviewTask other = one;
  EXPECT_TRUE(same_preview(one, other));
  other.parameters.seed = 1;
  EXPECT_FALSE(same_preview(one, other));
  other = one;
  other.styles = task().styles;
  EXPECT_FALSE(same_preview(one, other));
}

TEST(GoesOn, WhereOnlyTheLossesWeightsDiffer) {
  const PreviewTask painted = task();
  PreviewTask wanted = painted;
  wanted.parameters.style_weight *= 3;
  wanted.parameters.tv_weight = 7;
  EXPECT_TRUE(goes_on_from(painted, wanted));
}

TEST(GoesOn, NotWhereAnythingElseDiffers) {
  const PreviewTask painted = task();
  for (const char* change : {"seed=9", "style-scale=2", "pooling=avg", "style-layers=relu1_1", "size=128",
                             "weights=other.pth", "init=noise"}) {
    PreviewTask wanted = painted;
    core::set_parameters(wanted.parameters, change);
    EXPECT_FALSE(goes_on_from(painted, wanted)) << change;
  }
  PreviewTask wanted = painted;
  wanted.styles = task().styles;
  EXPECT_FALSE(goes_on_from(painted, wanted));
  wanted = painted;
  wanted.content = task().content;
  EXPECT_FALSE(goes_on_from(painted, wanted));
}

TEST(GoesOn, ToAPartOfTheSamePicture) {
  PreviewTask painted = task();
  painted.parameters = preview_parameters(core::Parameters(), {600, 400}, 256);
  PreviewTask detail = painted;
  detail.part = {0.25, 0.25, 0.5, 0.5};
  detail.content = task().content;
  detail.parameters = detail_parameters(core::Parameters());
  EXPECT_TRUE(goes_on_from(painted, detail));
  EXPECT_FALSE(goes_on_from(detail, painted));  // a part says nothing about the whole
  detail.parameters.seed = 3;
  EXPECT_FALSE(goes_on_from(painted, detail));
}

TEST(Continuation, GoesThroughTheScalesThatAreLeft) {
  const PreviewTask whole = task();
  EXPECT_EQ(continue_from(test::waves(256, 170, 9), whole).parameters.scales, 1);
  EXPECT_EQ(continue_from(test::waves(181, 120, 9), whole).parameters.scales, 2);
  EXPECT_EQ(continue_from(test::waves(128, 85, 9), whole).parameters.scales, 3);
}

TEST(Continuation, OfAPartBeginsAboveThePreviewsScale) {
  PreviewTask detail = task();
  detail.part = {0.5, 0, 0.25, 0.5};
  detail.render_side = 1024;
  const Continuation continuation = continue_from(test::waves(256, 170, 9), detail);
  EXPECT_EQ(continuation.parameters.scales, 4);  // 362, 512, 724, 1024 of the whole
  EXPECT_EQ(continuation.start.width(), 64);
  EXPECT_EQ(continuation.start.height(), 85);
}

TEST(Crop, TakesThePixelsOfThePart) {
  const core::Image picture = test::waves(40, 20, 7);
  const core::Image part = crop(picture, {0.25, 0.5, 0.5, 0.25});
  ASSERT_EQ(part.width(), 20);
  ASSERT_EQ(part.height(), 5);
  for (int channel = 0; channel < 3; ++channel) {
    EXPECT_EQ(part.plane(channel)[0], picture.plane(channel)[10 * 40 + 10]);
    EXPECT_EQ(part.plane(channel)[4 * 20 + 19], picture.plane(channel)[14 * 40 + 29]);
  }
}

TEST(Crop, IsNeverEmptyNorOutside) {
  const core::Image picture = test::waves(40, 20, 7);
  EXPECT_EQ(crop(picture, {1, 1, 0, 0}).pixels(), 1U);
  EXPECT_EQ(crop(picture, {0.9, 0.9, 0.5, 0.5}).width(), 4);
}

TEST(StylesToPaint, HavePlacesOfThePart) {
  PreviewTask half = task();
  const auto plane =
      std::make_shared<const core::Plane>(core::Plane{4, 2, {0, 0.25f, 0.5f, 0.75f, 0, 0, 1, 1}});
  half.styles.front().place = half.keep = plane;
  half.styles.front().weight = 0.5;
  half.styles.front().scale = 2;
  EXPECT_EQ(styles_to_paint(half).front().guide, plane);
  half.part = {0.5, 0, 0.5, 1};
  const core::Style style = styles_to_paint(half).front();
  EXPECT_EQ(style.weight, 0.5);
  EXPECT_EQ(style.scale, 2);
  EXPECT_EQ(style.guide->width, 2);
  EXPECT_EQ(style.guide->values, (std::vector<float>{0.5f, 0.75f, 1, 1}));
  EXPECT_EQ(part_of(half.keep, half.part)->values, style.guide->values);
}

TEST(StylesToPaint, OfAPartAreMatchedToTheWholeLayer) {
  PreviewTask detail = task();
  detail.parameters.colour = "matched";
  EXPECT_EQ(colour_to_paint(detail), "matched") << "by the painter";
  EXPECT_EQ(styles_to_paint(detail).front().picture, detail.styles.front().picture->picture);
  detail.whole = detail.content;
  detail.part = {0.5, 0, 0.5, 1};
  detail.content = std::make_shared<const core::Image>(crop(*detail.whole, detail.part));
  EXPECT_EQ(colour_to_paint(detail), "style");
  const core::Image& given = *detail.styles.front().picture->picture;
  EXPECT_EQ(styles_to_paint(detail).front().picture->rgb(),
            core::match_colours(given, {*detail.whole}).rgb());
}

TEST(SamePreview, TellsStylesApart) {
  const PreviewTask one = task();
  for (const auto change :
       {+[](PreviewTask& other) { other.styles.front().weight = 2; },
        +[](PreviewTask& other) { other.styles.front().scale = 2; },
        +[](PreviewTask& other) { other.styles.push_back(other.styles.front()); },
        +[](PreviewTask& other) { other.keep = std::make_shared<const core::Plane>(); },
        +[](PreviewTask& other) { other.freeze = std::make_shared<const core::Plane>(); }}) {
    PreviewTask other = one;
    EXPECT_TRUE(same_preview(one, other));
    change(other);
    EXPECT_FALSE(same_preview(one, other));
    EXPECT_FALSE(goes_on_from(one, other));
  }
}

}  // namespace
}  // namespace ui

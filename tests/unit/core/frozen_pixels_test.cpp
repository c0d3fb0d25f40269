// What is frozen stays, and what is painted beside it sees it.
#include "painter/frozen_pixels.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "sample_job.h"

namespace {

using core::Plane;
using test::Image;
using test::quick;
using test::Recorder;
using test::waves;

// Frozen on the left, painted on the right, a share in the columns between `from` and `to`.
Plane left_half(int width, int height, int from, int to) {
  Plane mask{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) mask.values.push_back(x < from ? 1.0f : x < to ? 0.5f : 0.0f);
  }
  return mask;
}

core::Result paint(const core::Parameters& parameters, const Image& content, Plane freeze,
                   core::Observer& observer) {
  core::Painter painter;
  painter.update(parameters, core::as_styles({waves(36, 36, 7)}));
  core::Frame frame;
  frame.content = content;
  if (!freeze.empty()) frame.freeze = std::make_shared<const Plane>(std::move(freeze));
  return painter.paint(std::move(frame), observer);
}

std::string refusal(Plane freeze) {
  core::Observer silent;
  try {
    paint(quick(), waves(40, 32, 20), std::move(freeze), silent);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(FrozenPixels, MixThePhotographInAndGiveTheSlopeOfTheRest) {
  const Image photograph = waves(4, 1, 3);
  Image y = waves(4, 1, 7);
  core::FrozenPixels frozen({4, 1, {0, 0.25f, 0.75f, 1}}, photograph);
  const float* const x = frozen.seen(y.rgb().data());
  std::vector<float> gradient(12, 2.0f);
  frozen.hold(gradient.data());
  for (int channel = 0; channel < 3; ++channel) {
    const float *a = photograph.plane(channel), *b = y.plane(channel), *mixed = x + 4 * channel;
    EXPECT_EQ(mixed[0], b[0]) << "to the last bit";
    EXPECT_FLOAT_EQ(mixed[1], 0.25f * a[1] + 0.75f * b[1]);
    EXPECT_FLOAT_EQ(mixed[2], 0.75f * a[2] + 0.25f * b[2]);
    EXPECT_EQ(mixed[3], a[3]) << "to the last bit";
    EXPECT_EQ(std::vector<float>(gradient.begin() + 4 * channel, gradient.begin() + 4 * channel + 4),
              (std::vector<float>{2, 1.5f, 0.5f, 0}));
  }
  const Image start = frozen.start(y);
  EXPECT_EQ(start.plane(1)[3], photograph.plane(1)[3]);
  EXPECT_EQ(start.plane(1)[2], y.plane(1)[2]);
}

TEST(FrozenPixels, StayTheVeryPhotograph) {
  const Image content = waves(40, 32, 20);
  for (const char* change :
       {"optimizer=adam", "optimizer=lbfgs", "colour=photo", "init=noise", "seamless=xy"}) {
    SCOPED_TRACE(change);
    core::Parameters parameters = quick();
    parameters.scales = 3;
    core::set_parameters(parameters, change);
    Recorder recorder;
    const core::Result result = paint(parameters, content, left_half(40, 32, 18, 22), recorder);
    int painted = 0;
    for (int channel = 0; channel < 3; ++channel) {
      for (std::size_t i = 0; i < content.pixels(); ++i) {
        const float difference = std::abs(result.picture.plane(channel)[i] - content.plane(channel)[i]);
        if (i % 40 < 18) {
          ASSERT_EQ(difference, 0) << i;
        } else if (i % 40 >= 22) {
          painted += difference > 0.01f ? 1 : 0;
        }
      }
    }
    EXPECT_GT(painted, 500);
    EXPECT_TRUE(recorder.notes.empty());
  }
}

TEST(FrozenPixels, StayWhereThePhotographIsTransparent) {
  Image content(40, 32, true);
  content.rgb() = waves(40, 32, 20).rgb();
  for (std::size_t i = 0; i < content.pixels(); ++i) content.alpha()[i] = i % 3 == 0 ? 0.5f : 1.0f;
  core::Observer silent;
  const core::Result result = paint(quick(), content, left_half(40, 32, 20, 20), silent);
  for (std::size_t i = 0; i < content.pixels(); ++i) {
    if (i % 40 < 20) {
      ASSERT_EQ(result.picture.plane(2)[i], content.plane(2)[i]) << i;
    }
  }
  EXPECT_EQ(result.picture.alpha(), content.alpha());
}

TEST(FrozenPixels, StayInSnapshotsAndInACancelledRun) {
  const Image content = waves(40, 32, 20);
  Recorder recorder;
  recorder.snapshot_at = 2;
  recorder.cancel_after = 3;
  const core::Result result = paint(quick(), content, left_half(40, 32, 20, 20), recorder);
  ASSERT_EQ(recorder.snapshots.size(), 1u);
  EXPECT_TRUE(result.cancelled);
  const Image* const pictures[] = {&recorder.snapshots.front(), &result.picture};
  for (const Image* picture : pictures) {
    EXPECT_EQ(picture->plane(0)[0], content.plane(0)[0]);
    EXPECT_NE(picture->plane(0)[39], content.plane(0)[39]);
  }
}

TEST(FrozenPixels, TakeAMaskOfAnotherSize) {
  const Image content = waves(40, 32, 20);
  Recorder recorder;
  const core::Result result = paint(quick(), content, left_half(81, 64, 41, 41), recorder);
  EXPECT_EQ(result.picture.plane(0)[5], content.plane(0)[5]);
  EXPECT_NE(result.picture.plane(0)[35], content.plane(0)[35]);
}

TEST(FrozenPixels, RefuseAMaskThatCannotBeMeant) {
  EXPECT_EQ(refusal(left_half(32, 40, 16, 16)),
            "the mask of what is frozen has 32×40 px, another shape than the content's 40×32 px");
  EXPECT_EQ(refusal(left_half(42, 32, 16, 16)),
            "the mask of what is frozen has 42×32 px, another shape than the content's 40×32 px");
  EXPECT_EQ(refusal(left_half(40, 32, 40, 40)),
            "the mask of what is frozen is white everywhere, so that nothing would be painted");
  EXPECT_EQ(refusal(left_half(20, 16, 10, 10)), "accepted");
}

TEST(FrozenPixels, OfABlackMaskAreNone) {
  core::Observer silent;
  const Image content = waves(40, 32, 20);
  EXPECT_EQ(paint(quick(), content, left_half(40, 32, 0, 0), silent).picture.rgb(),
            paint(quick(), content, {}, silent).picture.rgb());
}

TEST(PlaneOf, IsTheMeanOfTheColoursTimesAlpha) {
  Image picture(2, 1, true);
  picture.plane(0)[0] = picture.plane(1)[0] = picture.plane(2)[0] = 1;
  picture.plane(0)[1] = 0.6f;
  picture.alpha()[1] = 0.5f;
  const Plane plane = core::plane_of(picture);
  EXPECT_EQ(plane.values[0], 1);
  EXPECT_FLOAT_EQ(plane.values[1], 0.1f);
}

TEST(BesideFrozen, RegionsLoseWhatIsFrozen) {
  core::StyleRegions regions(2);
  regions[1].place = std::make_shared<const Plane>(Plane{2, 1, {0.5f, 0.5f}});
  core::beside_frozen(regions, {2, 1, {1, 0.25f}});
  EXPECT_EQ(regions[0].place->values, (std::vector<float>{0, 0.75f}));
  EXPECT_EQ(regions[1].place->values, (std::vector<float>{0, 0.375f}));
}

}  // namespace

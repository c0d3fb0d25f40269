#include "core/style_job.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "base/error.h"
#include "core/resample.h"
#include "sample_job.h"

namespace {

using core::Image;
using core::Parameters;
using core::Progress;
using core::StyleJob;
using test::expect_picture;
using test::quick;
using test::Recorder;
using test::run;
using test::waves;

std::vector<core::Style> style() { return {{std::make_shared<const Image>(waves(36, 36, 7))}}; }

TEST(StyleJob, LowersTheLossByEitherOptimiser) {
  for (const char* optimizer : {"adam", "lbfgs"}) {
    Parameters parameters = quick();
    parameters.optimizer = optimizer;
    parameters.iterations = 30;
    parameters.init = "noise";
    Recorder recorder;
    const core::Result result = run(parameters, recorder);
    EXPECT_FALSE(result.cancelled);
    expect_picture(result.picture, 40, 32);
    ASSERT_FALSE(recorder.reports.empty());
    EXPECT_LT(result.losses.total, recorder.reports.front().losses.total) << optimizer;
    EXPECT_NEAR(result.losses.total,
                parameters.content_weight * result.losses.of("content") +
                    parameters.style_weight * result.losses.of("style") +
                    parameters.tv_weight * result.losses.of("tv"),
                1e-9 * result.losses.total);
  }
}

TEST(StyleJob, ReportsEveryIterationOfEveryScale) {
  Parameters parameters = quick();
  parameters.scales = 2;
  Recorder recorder;
  run(parameters, recorder);
  EXPECT_EQ(recorder.starts, 1);
  EXPECT_EQ(recorder.network.rfind("vgg19, ", 0), 0u) << recorder.network;
  EXPECT_EQ(recorder.engine.rfind("oneDNN ", 0), 0u) << recorder.engine;
  ASSERT_EQ(recorder.reports.size(), 10u);
  double fraction = 0, seconds = 0;
  for (int i = 0; i < 10; ++i) {
    const Progress& progress = recorder.reports[i];
    EXPECT_EQ(progress.scale_index, i / 5);
    EXPECT_EQ(progress.scale_count, 2);
    EXPECT_EQ(progress.longer_side, i < 5 ? 28 : 40);
    EXPECT_EQ(progress.iteration, i % 5 + 1);
    EXPECT_EQ(progress.iterations, 5);
    EXPECT_GT(progress.fraction, fraction);
    EXPECT_GE(progress.seconds, seconds);
    fraction = progress.fraction;
    seconds = progress.seconds;
  }
  EXPECT_NEAR(fraction, 1, 1e-9);
}

TEST(StyleJob, GivesASnapshotOfTheScalesSizeWhenAsked) {
  Parameters parameters = quick();
  parameters.scales = 2;
  Recorder recorder;
  recorder.snapshot_at = 2;
  run(parameters, recorder);
  ASSERT_EQ(recorder.snapshots.size(), 1u);
  const core::Size size = core::fit_longer_side(40, 32, 28);
  expect_picture(recorder.snapshots[0], size.width, size.height);

  Recorder uninterested;
  run(parameters, uninterested);
  EXPECT_TRUE(uninterested.snapshots.empty());
}

TEST(StyleJob, TheLastSnapshotIsTheResult) {
  Parameters parameters = quick();
  parameters.scales = 1;
  Recorder recorder;
  recorder.snapshot_at = 5;
  const core::Result result = run(parameters, recorder);
  ASSERT_EQ(recorder.snapshots.size(), 1u);
  EXPECT_EQ(recorder.snapshots[0].rgb(), result.picture.rgb());
}

TEST(StyleJob, HasNothingToNoteWhereNothingWasAdapted) {
  Recorder recorder;
  run(quick(), recorder);
  EXPECT_TRUE(recorder.notes.empty());
}

TEST(StyleJob, GivesTheSameBytesTwice) {
  for (const char* optimizer : {"adam", "lbfgs"}) {
    Parameters parameters = quick();
    parameters.optimizer = optimizer;
    parameters.init = "noise";
    EXPECT_EQ(run(parameters).picture.rgb(), run(parameters).picture.rgb()) << optimizer;
  }
}

TEST(StyleJob, PaintsOtherNoiseForAnotherSeed) {
  Parameters parameters = quick(), other = quick();
  parameters.init = other.init = "noise";
  other.seed = 1;
  EXPECT_NE(run(parameters).picture.rgb(), run(other).picture.rgb());
}

TEST(StyleJob, StartsFromThePictureThatIsNamed) {
  Parameters parameters = quick();
  parameters.scales = 1;
  parameters.normalization = "size";
  const auto first_losses = [&](const std::string& init, Image start = {}) {
    parameters.init = init;
    Recorder recorder;
    run(parameters, recorder, waves(40, 32, 20), std::move(start));
    return recorder.reports.at(0).losses;
  };
  EXPECT_EQ(first_losses("content").of("content"), 0);
  EXPECT_GT(first_losses("noise").of("content"), 0);
  EXPECT_GT(first_losses("matched").of("content"), 0);
  EXPECT_LT(first_losses("matched").of("content"), first_losses("style").of("content"));
  EXPECT_GT(first_losses("style").of("content"), 0);
  EXPECT_LT(first_losses("style").of("style"), first_losses("content").of("style"));
  EXPECT_EQ(first_losses("earlier.png", waves(40, 32, 20)).total, first_losses("content").total);
  EXPECT_NE(first_losses("earlier.png", waves(20, 16, 5)).total, first_losses("content").total);
}

TEST(StyleJob, PaintsAPartAsTheWholesRunDoes) {
  Parameters parameters = quick();
  parameters.scales = 2;
  parameters.iterations = 100;
  const auto iterations_in = [&](int whole_side) {
    core::Painter painter;
    painter.update(parameters, style());
    Recorder recorder;
    painter.paint({waves(40, 32, 20), {}, whole_side}, recorder);
    return std::pair(recorder.reports.front().iterations, recorder.reports.back().iterations);
  };
  EXPECT_EQ(iterations_in(0), std::pair(100, 100));
  EXPECT_EQ(iterations_in(40), std::pair(100, 100));
  EXPECT_EQ(iterations_in(640), std::pair(57, 40));  // of 453 and 640 px
}

// A part of twice a picture has the style as large beside it as twice the stroke size makes it.
TEST(StyleJob, SeesTheStyleAsLargeBesideAPartAsBesideTheWhole) {
  Parameters parameters = quick();
  parameters.scales = 1;
  parameters.style_scale = 0.4;
  const auto style_loss = [&](int whole_side) {
    core::Painter painter;
    painter.update(parameters, style());
    Recorder recorder;
    painter.paint({waves(40, 32, 20), {}, whole_side}, recorder);
    return recorder.reports.front().losses.of("style");
  };
  const double part = style_loss(80);
  EXPECT_NE(part, style_loss(0));
  parameters.style_scale = 0.8;
  EXPECT_EQ(part, style_loss(0));
}

TEST(StyleJob, PaintsAPartInWhichAStyleHasNoPlaceAndOneThatIsFrozen) {
  const auto all = [](float value) {
    return std::make_shared<const core::Plane>(core::Plane{40, 32, std::vector<float>(40 * 32, value)});
  };
  std::vector<core::Style> styles = core::as_styles({waves(36, 36, 7), waves(36, 36, 9)});
  styles.front().guide = all(0);
  core::Painter painter;
  painter.update(quick(), styles);
  core::Observer silent;
  core::Frame part{waves(40, 32, 20), {}, 80};
  EXPECT_NE(painter.paint(part, silent).picture.rgb(), part.content.rgb());
  part.freeze = all(1);
  EXPECT_EQ(painter.paint(part, silent).picture.rgb(), part.content.rgb());
}

TEST(StyleJob, EndsAtOnceWhereTheLossesLeaveAllNumbers) {
  for (const char* optimizer : {"adam", "lbfgs"}) {
    Parameters parameters = quick();
    parameters.optimizer = optimizer;
    parameters.normalization = "none";
    parameters.iterations = 50;
    parameters.content_weight = 1e9;
    parameters.style_weight = 1e15;
    parameters.tv_weight = 1e9;
    parameters.style_layers = "input,relu1_1,relu2_1";
    Recorder recorder;
    Image content = waves(40, 32, 20);
    content.rgb()[100] = std::numeric_limits<float>::infinity();
    EXPECT_THROW(run(parameters, recorder, content), base::Error) << optimizer;
    EXPECT_TRUE(recorder.reports.empty()) << optimizer;
  }
}

TEST(StyleJob, NeverEnlargesTheContent) {
  Parameters parameters = quick();
  parameters.size = 4000;
  const StyleJob job(waves(40, 32, 20), {waves(36, 36, 7)}, parameters);
  EXPECT_EQ(job.width(), 40);
  EXPECT_EQ(job.height(), 32);
}

TEST(StyleJob, KeepsTheContentsTransparency) {
  Image content(40, 32, true);
  content.rgb() = waves(40, 32, 20).rgb();
  for (std::size_t i = 0; i < content.pixels(); ++i) content.alpha()[i] = i % 40 < 20 ? 1 : 0.25f;
  Recorder recorder;
  const core::Result result = run(quick(), recorder, content);
  EXPECT_EQ(result.picture.alpha(), content.alpha());
}

TEST(StyleJob, DoesNotReadColoursThatAreFullyTransparent) {
  Image content(40, 32, true), other(40, 32, true);
  content.rgb() = other.rgb() = waves(40, 32, 20).rgb();
  for (std::size_t i = 0; i < content.pixels(); ++i) {
    if (i % 40 >= 20) content.alpha()[i] = other.alpha()[i] = 0;
    if (i % 40 >= 20) other.plane(1)[i] = 1 - other.plane(1)[i];
  }
  Recorder unused, unused_too;
  EXPECT_EQ(run(quick(), unused, content).picture.rgb(), run(quick(), unused_too, other).picture.rgb());
}

TEST(StyleJob, PaintsASinglePixelWhereTheLayersNeedNoMore) {
  Parameters parameters = quick();
  parameters.content_layers = "relu1_1";
  parameters.style_layers = "relu1_1";
  Recorder recorder;
  const core::Result result = run(parameters, recorder, waves(1, 1, 3));
  expect_picture(result.picture, 1, 1);
  EXPECT_EQ(recorder.reports.size(), 5u);
}

// What the constructor says; the whole sentence is for people.
std::string refusal(const Image& content, const std::vector<Image>& styles, const Parameters& parameters) {
  try {
    StyleJob job(content, styles, parameters);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

std::string refusal(const Parameters& parameters) {
  return refusal(waves(40, 32, 20), {waves(36, 36, 7)}, parameters);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(StyleJob, RefusesToWorkWithoutAStyle) {
  EXPECT_EQ(refusal(waves(40, 32, 20), {}, quick()), "no style picture is given; at least one is needed");
}

TEST(StyleJob, RefusesEmptyPictures) {
  EXPECT_EQ(refusal(Image(), {waves(36, 36, 7)}, quick()), "the content picture has no pixels");
  EXPECT_EQ(refusal(waves(40, 32, 20), {Image()}, quick()), "the style picture has no pixels");
}

TEST(StyleJob, RefusesFullyTransparentPictures) {
  Image clear(40, 40, true);
  std::fill(clear.alpha().begin(), clear.alpha().end(), 0.0f);
  EXPECT_EQ(refusal(clear, {waves(36, 36, 7)}, quick()),
            "the content picture is fully transparent: there is nothing to work on");
  EXPECT_EQ(refusal(waves(40, 32, 20), {clear}, quick()),
            "the style picture is fully transparent: there is nothing to work on");
  clear.alpha()[17] = 1;
  EXPECT_EQ(refusal(clear, {waves(36, 36, 7)}, quick()), "accepted");
}

TEST(StyleJob, PaintsPicturesOfAnySize) {
  Parameters parameters = quick();
  parameters.style_layers = "relu1_1,relu5_1";
  parameters.size = 0;
  parameters.iterations = 2;
  for (const core::Size size : {core::Size{1, 1}, {15, 15}, {3000, 2}, {1, 400}}) {
    parameters.weights =
        size.height == 15 ? "random" : quick().weights;  // which are calibrated on the pictures
    Recorder recorder;
    const core::Result result =
        StyleJob(waves(size.width, size.height, 9), {waves(36, 1, 7)}, parameters).run(recorder);
    expect_picture(result.picture, size.width, size.height);
  }
}

TEST(StyleJob, PaintsAGrayPictureInAGrayStyleGray) {
  const auto gray = [](Image image) {
    for (int channel = 1; channel < 3; ++channel) {
      std::copy_n(image.plane(0), image.pixels(), image.plane(channel));
    }
    return image;
  };
  for (const char* init : {"content", "noise"}) {
    Parameters parameters = quick();
    parameters.init = init;
    Recorder recorder;
    const core::Result result =
        StyleJob(gray(waves(40, 32, 20)), {gray(waves(36, 36, 7))}, parameters).run(recorder);
    for (std::size_t i = 0; i < result.picture.pixels(); ++i) {
      ASSERT_EQ(result.picture.plane(0)[i], result.picture.plane(1)[i]);
      ASSERT_EQ(result.picture.plane(0)[i], result.picture.plane(2)[i]);
    }
  }
}

// The published formulas are taken literally, without margins.
TEST(StyleJob, RefusesBarePicturesThatAreTooSmallForTheDeepestLayer) {
  Parameters parameters = quick();
  parameters.normalization = "none";
  parameters.style_layers = "relu1_1,relu5_1";
  EXPECT_EQ(refusal(waves(1, 1, 3), {waves(36, 36, 7)}, parameters),
            "the content picture has 1×1 px; layer relu5_1 needs at least 16×16 px");
  EXPECT_EQ(refusal(waves(15, 15, 3), {waves(36, 36, 7)}, parameters),
            "the content picture has 15×15 px; layer relu5_1 needs at least 16×16 px");
  EXPECT_EQ(refusal(waves(16, 16, 3), {waves(36, 36, 7)}, parameters), "accepted");
  EXPECT_EQ(refusal(waves(40, 32, 20), {Image(20000, 2)}, parameters),
            "the style picture has 20000×2 px; layer relu5_1 needs at least 16×16 px");
  parameters.size = 16;  // leaves 16×13
  EXPECT_TRUE(holds(refusal(parameters), "at working size 16 has 16×13 px")) << refusal(parameters);
}

TEST(StyleJob, PaintsWithAStyleOf20000By2PixelsWhereTheLayersNeedNoMore) {
  Parameters parameters = quick();
  parameters.iterations = 1;
  Recorder recorder;
  const core::Result result = StyleJob(waves(40, 32, 20), {waves(20000, 2, 9)}, parameters).run(recorder);
  expect_picture(result.picture, 40, 32);
}

TEST(StyleJob, RefusesNumbersOutOfRange) {
  const auto with = [](auto change) {
    Parameters parameters = quick();
    change(parameters);
    return refusal(parameters);
  };
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinite = std::numeric_limits<double>::infinity();
  for (const double bad : {nan, infinite, -1.0}) {
    EXPECT_TRUE(holds(with([=](Parameters& p) { p.content_weight = bad; }), "content-weight must be")) << bad;
    EXPECT_TRUE(holds(with([=](Parameters& p) { p.style_weight = bad; }), "style-weight must be")) << bad;
    EXPECT_TRUE(holds(with([=](Parameters& p) { p.tv_weight = bad; }), "tv-weight must be")) << bad;
    EXPECT_TRUE(holds(with([=](Parameters& p) { p.style_scale = bad; }), "style-scale must be")) << bad;
  }
  for (const int bad : {-1, 16385}) {
    EXPECT_TRUE(holds(with([=](Parameters& p) { p.size = bad; }), "size must be")) << bad;
  }
  EXPECT_TRUE(holds(with([](Parameters& p) { p.iterations = 0; }), "iterations must be"));
  EXPECT_TRUE(holds(with([](Parameters& p) { p.scales = 21; }), "scales must be"));
  EXPECT_TRUE(holds(with([](Parameters& p) { p.threads = -1; }), "threads must be"));
  EXPECT_TRUE(holds(with([](Parameters& p) { p.optimizer = "sgd"; }), "optimizer must be"));
}

TEST(StyleJob, RefusesLayersAndStartsThatDoNotExist) {
  Parameters parameters = quick();
  parameters.style_layers = "relu1_1,relu9_9";
  EXPECT_TRUE(holds(refusal(parameters), "no layer \"relu9_9\"")) << refusal(parameters);
  parameters.style_layers = "relu1_1:0";
  EXPECT_TRUE(holds(refusal(parameters), "style-layers \"relu1_1:0\"")) << refusal(parameters);
  parameters = quick();
  parameters.init = "earlier.png";  // and no such picture given
  EXPECT_TRUE(holds(refusal(parameters), "init must be content, matched, noise, style or a picture file"));
}

TEST(StyleJob, RefusesWeightsThatCannotBeRead) {
  Parameters parameters = quick();
  parameters.weights = "/no/such/file.safetensors";
  EXPECT_TRUE(holds(refusal(parameters), "/no/such/file.safetensors")) << refusal(parameters);
  parameters = quick();
  parameters.network = "vgg16";
  EXPECT_TRUE(holds(refusal(parameters), "vgg19")) << refusal(parameters);
}

TEST(StyleJob, RefusesARunThatNeedsMoreMemoryThanAllowed) {
  Parameters parameters = quick();
  parameters.memory_limit = 1;
  EXPECT_TRUE(holds(refusal(parameters), "memory-limit is 1 MiB")) << refusal(parameters);
}

}  // namespace

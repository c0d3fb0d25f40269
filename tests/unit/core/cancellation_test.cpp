#include <gtest/gtest.h>

#include <limits>

#include "sample_job.h"

namespace {

using core::Image;
using core::Parameters;
using test::expect_picture;
using test::quick;
using test::Recorder;
using test::run;
using test::waves;

TEST(Cancellation, IsAnsweredWithinOneIteration) {
  for (const char* optimizer : {"adam", "lbfgs"}) {
    for (const std::size_t after :
         {std::size_t{1}, std::size_t{3}, std::size_t{7}}) {  // 7: in the second scale
      Parameters parameters = quick();
      parameters.optimizer = optimizer;
      parameters.scales = 2;
      Recorder recorder;
      recorder.cancel_after = after;
      const core::Result result = run(parameters, recorder);
      EXPECT_TRUE(result.cancelled) << optimizer;
      EXPECT_EQ(recorder.reports.size(), after) << optimizer;
      expect_picture(result.picture, 40, 32);
      EXPECT_EQ(result.losses.total, recorder.reports.back().losses.total);
    }
  }
}

TEST(Cancellation, BeforeTheRunBeginsReturnsThePictureItStartsFrom) {
  Parameters parameters = quick();
  parameters.scales = 1;
  Recorder recorder;
  recorder.cancel_after = 0;
  const Image content = waves(40, 32, 20);
  const core::Result result = run(parameters, recorder, content);
  EXPECT_TRUE(result.cancelled);
  EXPECT_TRUE(recorder.reports.empty());
  EXPECT_EQ(result.picture.rgb(), content.rgb());
}

// Of every pass of the network, while it prepares and within an evaluation.
TEST(Cancellation, IsAnsweredBetweenLayers) {
  struct Impatient : Recorder {
    int asked = 0, cancel_at = std::numeric_limits<int>::max();
    bool cancelled() override { return ++asked >= cancel_at; }
  };
  Parameters parameters = quick();
  parameters.scales = 1;
  parameters.iterations = 1;
  Impatient whole;
  run(parameters, whole);
  EXPECT_GT(whole.asked, 20);
  const Image content = waves(40, 32, 20);
  for (int at = 1; at <= whole.asked; ++at) {
    Impatient recorder;
    recorder.cancel_at = at;
    const core::Result result = run(parameters, recorder, content);
    EXPECT_TRUE(result.cancelled);
    EXPECT_EQ(recorder.asked, at);
    EXPECT_EQ(result.picture.rgb(), content.rgb());
  }
}

}  // namespace

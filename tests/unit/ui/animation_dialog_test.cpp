// The dialog where the host has an animation, worked as a user would.
#include <gtest/gtest.h>

#include "dialog_driver.h"
#include "stand_in_host.h"
#include "ui/dialog.h"

namespace ui {
namespace {

using test::Drawing;
using test::Driver;
using test::shows;

// Nothing moves.
class StillFlow : public core::OpticalFlow {
 public:
  core::Flow between(const core::Image& from, const core::Image&) override {
    return {core::size_of(from), std::vector<float>(from.pixels(), 0.0f),
            std::vector<float>(from.pixels(), 0.0f)};
  }
};

class AnimationHost : public test::StandInHost, public Animation {
 public:
  Animation* animation() override { return this; }
  core::Image content() override { return read(chosen); }

  int frames() override { return 3; }
  void choose(int frame) override { chosen = frame; }
  core::Image read(int frame) override { return test::waves(64, 48, 20 + 15 * frame); }
  std::unique_ptr<core::OpticalFlow> make_flow() override {
    if (!flow_error.empty()) throw base::Error(flow_error);
    return std::make_unique<StillFlow>();
  }
  void write(const PictureStore& painted) override { frames_written = painted.count(); }

  int chosen = 0;
  int frames_written = 0;
  std::string flow_error;
};

TEST(AnimationDialog, PaintsAllFramesIntoANewImage) {
  AnimationHost host;
  Driver driver;
  driver.then([] {
    EXPECT_TRUE(shows("Paints the 3 frames of"));
    test::set_number("Temporal weight", 250);
    test::press("Render");
  });
  EXPECT_TRUE(run_dialog(host));
  EXPECT_EQ(host.frames_written, 3);
  EXPECT_TRUE(host.written.empty());
  ASSERT_EQ(host.saved.size(), 1U);
  EXPECT_EQ(host.saved[0].temporal_weight, 250);
}

TEST(AnimationDialog, EstimatesAnewWhatHoldingStillSaves) {
  AnimationHost host;
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  std::string held;
  driver.until([] { return shows("for 64 × 48 px"); })
      .then([&] {
        held = test::visible_text();
        test::set_number("Temporal weight", 0);
      })
      .then([&] {
        EXPECT_TRUE(shows("for 64 × 48 px"));
        EXPECT_NE(test::visible_text(), held);
        test::press("Cancel");
      });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(AnimationDialog, ShowsTheFrameThatIsChosen) {
  AnimationHost host;
  Driver driver;
  Drawing first;
  test::finished(driver).then([&] {
    test::set_split(100);
    first = test::drawing_of("Preview");
    gtk_range_set_value(GTK_RANGE(test::find_widget("Frame in the preview")), 3);
  });
  driver.until([&] { return host.chosen == 2 && test::drawing_of("Preview") != first; }).then([] {
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(AnimationDialog, CancelledMakesNoImage) {
  AnimationHost host;
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  driver.then([] { test::press("Render"); })
      .until([] { return shows("Frame 1 of 3: 64 px"); })
      .then([] { test::press("Cancel"); })
      .until([] { return shows("Stopped; no image was made"); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_EQ(host.frames_written, 0);
}

TEST(AnimationDialog, StoppedBeforeAFrameIsWholeHasNothingToKeep) {
  AnimationHost host;
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  driver.then([] { test::press("Render"); })
      .until([] { return test::is_sensitive("Stop and keep"); })
      .then([] { test::press("Stop and keep"); })
      .until([] { return shows("No frame was whole yet"); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_EQ(host.frames_written, 0);
}

TEST(AnimationDialog, NeedsNoFlowWhereFramesNeedNotHoldStill) {
  AnimationHost host;
  host.flow_error = "there is no flow";
  Driver driver;
  driver.then([] { test::press("Render"); }).until([] { return shows("There is no flow"); }).then([] {
    test::set_number("Temporal weight", 0);
    test::press("Render");
  });
  EXPECT_TRUE(run_dialog(host));
  EXPECT_EQ(host.frames_written, 3);
}

}  // namespace
}  // namespace ui

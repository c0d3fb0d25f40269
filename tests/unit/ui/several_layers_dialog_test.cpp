// Several layers rendered in one go, and an image that is converted with the result.
#include <gtest/gtest.h>

#include "dialog_driver.h"
#include "stand_in_host.h"
#include "ui/dialog.h"

namespace ui {
namespace {

using test::Driver;
using test::shows;
using test::StandInHost;

TEST(SeveralLayers, ArePaintedOneAfterTheOtherInOneStepOfUndo) {
  StandInHost host;
  host.further = {{64, 48}, {64, 48}};
  Driver driver;
  driver.then([] {
    EXPECT_TRUE(shows("the other selected layers (3 in all)"));
    test::press("Render");
  });
  EXPECT_TRUE(run_dialog(host));
  EXPECT_EQ(host.layers_read, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(host.written.size(), 3U);
  EXPECT_EQ(host.steps_of_undo, 1);
}

TEST(SeveralLayers, StoppedAndKeptAreThoseSoFar) {
  StandInHost host;
  host.further = {{64, 48}};
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  driver.then([] { test::press("Render"); })
      .until([] { return shows("layer 1 of 2: ") && test::is_sensitive("Stop and keep"); })
      .then([] { test::press("Stop and keep"); });
  EXPECT_TRUE(run_dialog(host));
  EXPECT_EQ(host.written.size(), 1U);
}

TEST(SeveralLayers, OfWhichOneCannotBeWrittenLeaveTheDialogOpen) {
  StandInHost host;
  host.further = {{64, 48}};
  host.write_error = "the image is closed";
  Driver driver;
  driver.then([] { test::press("Render"); }).until([] { return shows("The image is closed"); }).then([&] {
    host.write_error.clear();
    test::press("Render");
  });
  EXPECT_TRUE(run_dialog(host));
  EXPECT_EQ(host.written.size(), 2U) << "none of the first time";
}

TEST(IndexedImage, IsConvertedByAButtonThatSaysSo) {
  StandInHost host;
  host.converts = true;
  Driver driver;
  driver.then([] {
    EXPECT_TRUE(shows("converts the image, whose colours are indexed, to RGB"));
    EXPECT_EQ(test::find_widget("Render"), nullptr);
    EXPECT_EQ(test::find_widget("Render and keep trying"), nullptr);
    test::press("Convert to RGB and render");
  });
  EXPECT_TRUE(run_dialog(host));
  EXPECT_EQ(host.written.size(), 1U);
}

}  // namespace
}  // namespace ui

#include "ui/dialog.h"

#include <gtest/gtest.h>

#include "dialog_driver.h"
#include "stand_in_host.h"

namespace ui {
namespace {

using test::shows;
using test::StandInHost;

TEST(Dialog, WritesThePaintedPictureAndCloses) {
  StandInHost host;
  test::Driver driver;
  driver.then([] { test::press("Render"); });
  EXPECT_TRUE(run_dialog(host));
  ASSERT_EQ(host.written.size(), 1U);
  EXPECT_EQ(host.written[0].width(), 64);
  EXPECT_NE(host.written[0].rgb(), host.content().rgb());
  EXPECT_EQ(host.read.picture, 7);
}

TEST(Dialog, RemembersWhatWasRendered) {
  StandInHost host;
  test::Driver driver;
  driver.then([] {
    gtk_range_set_value(GTK_RANGE(test::find_widget("Style strength")), 75);
    gtk_spin_button_set_value(GTK_SPIN_BUTTON(test::find_widget("Iterations")), 3);
    test::choose_style("lake.png");
    test::press("Render");
  });
  EXPECT_TRUE(run_dialog(host));
  ASSERT_EQ(host.saved.size(), 1U);
  const core::Parameters defaults;
  const core::Parameters& saved = host.saved[0].parameters;
  EXPECT_NEAR(saved.style_weight / defaults.style_weight, 31.6228, 1e-3);
  EXPECT_EQ(saved.iterations, 3);
  EXPECT_EQ(saved.size, 64);
  EXPECT_EQ(saved.scales, 1);
  EXPECT_EQ(host.saved[0].styles.front().picture.picture, 5);
}

TEST(Dialog, KeepsWeightsThatTheSliderDoesNotShow) {
  StandInHost host;
  host.settings.parameters.content_weight = 7;
  host.settings.parameters.style_weight = 2222;
  test::Driver driver;
  driver.then([] { test::press("Render"); });
  EXPECT_TRUE(run_dialog(host));
  EXPECT_EQ(host.saved.at(0).parameters.content_weight, 7);
  EXPECT_EQ(host.saved.at(0).parameters.style_weight, 2222);
}

TEST(Dialog, AsksForAStyleWhereNoneIsChosen) {
  StandInHost host;
  host.settings.styles.clear();
  test::Driver driver;
  driver
      .then([] {
        test::choose_no_style();
        test::press("Render");
      })
      .until([] { return shows("Choose a style first"); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
  EXPECT_TRUE(host.written.empty());
}

TEST(Dialog, ShowsWhyAStyleCannotBeRead) {
  StandInHost host;
  host.style_error = "the picture file painting.png does not exist";
  test::Driver driver;
  driver.then([] { test::press("Render"); })
      .until([] { return shows("The picture file painting.png does not exist."); })
      .then([] {
        EXPECT_TRUE(test::is_sensitive("Render"));
        test::press("Cancel");
      });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(Dialog, ShowsWhyAValueIsRefused) {
  StandInHost host;
  test::Driver driver;
  driver.then([] { gtk_entry_set_text(GTK_ENTRY(test::find_widget("TV weight")), "much"); })
      .then([] { test::press("Render"); })
      .until([] { return shows("Tv-weight must be a number"); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(Dialog, ShowsWhyTheLayerCouldNotBeAdded) {
  StandInHost host;
  host.write_error = "the image was closed";
  test::Driver driver;
  driver.then([] { test::press("Render"); }).until([] { return shows("The image was closed."); }).then([] {
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

class StoppedDialog : public testing::TestWithParam<void (*)()> {};

TEST_P(StoppedDialog, StaysOpenAndWritesNothing) {
  StandInHost host;
  host.settings.parameters.iterations = 100000;
  test::Driver driver;
  driver.then([] { test::press("Render"); })
      .until([] { return shows("of 100000"); })
      .then([] {
        EXPECT_FALSE(test::is_sensitive("Render"));
        EXPECT_FALSE(test::is_sensitive("Size"));
        GetParam()();
      })
      .until([] { return shows("Stopped"); })
      .then([] {
        EXPECT_TRUE(test::is_sensitive("Render"));
        EXPECT_TRUE(test::is_sensitive("Size"));
        GetParam()();
      });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
  EXPECT_TRUE(host.written.empty());
}

INSTANTIATE_TEST_SUITE_P(ByEachWay, StoppedDialog,
                         testing::Values(
                             +[] { test::press("Cancel"); }, +[] { test::close_window(); }));

}  // namespace
}  // namespace ui

// The preview and its cost follow the controls, worked as a user would.
#include <gtest/gtest.h>

#include "dialog_driver.h"
#include "stand_in_host.h"
#include "ui/dialog.h"

namespace ui {
namespace {

using test::Drawing;
using test::Driver;
using test::shows;
using test::StandInHost;

TEST(PreviewDialog, ShowsWhatTheStylePaints) {
  StandInHost host;
  Driver driver;
  Drawing before;
  test::finished(driver).then([&] {
    test::set_split(100);
    before = test::drawing_of("Preview");
    test::set_split(0);
    EXPECT_NE(test::drawing_of("Preview"), before);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(PreviewDialog, ShowsTheLayerAtOnce) {
  StandInHost host;
  Driver driver;
  driver.then([] { test::choose_no_style(); }).until([] { return shows("Choose a style to see"); }).then([] {
    const Drawing drawing = test::drawing_of("Preview");
    EXPECT_NE(std::count(drawing.begin(), drawing.end(), drawing.front()),
              static_cast<std::ptrdiff_t>(drawing.size()));
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

using Change = void (*)();

class ChangedControl : public testing::TestWithParam<Change> {};

TEST_P(ChangedControl, ChangesThePreview) {
  StandInHost host;
  Driver driver;
  Drawing before;
  test::finished(driver).then([&] {
    test::set_split(0);
    before = test::drawing_of("Preview");
    GetParam()();
  });
  test::finished(driver).then([&] {
    EXPECT_NE(test::drawing_of("Preview"), before);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

INSTANTIATE_TEST_SUITE_P(ByEach, ChangedControl,
                         testing::Values(
                             +[] { gtk_range_set_value(GTK_RANGE(test::find_widget("Style strength")), 90); },
                             +[] { test::choose_style("lake.png"); },
                             +[] { test::set_number("Iterations", 9); }, +[] { test::set_size(40); }));

TEST(PreviewDialog, IsNotDisturbedByWhatItDoesNotShow) {
  StandInHost host;
  host.settings.parameters.size = 64;
  host.selected = {0, 0, 64, 48};
  Driver driver;
  test::finished(driver)
      .then([] { test::set_number("Memory limit", 4000); })
      .then([] { test::set_number("Memory limit", 0); })
      .then([] { test::set_size(640); });  // the layer has 64
  auto since = std::chrono::steady_clock::now();
  driver.then([&] { since = std::chrono::steady_clock::now(); })
      .until([&] {
        EXPECT_FALSE(test::busy());
        return std::chrono::steady_clock::now() - since > std::chrono::milliseconds(400);
      })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(PreviewDialog, ShowsOnlyTheSelectionsBounds) {
  StandInHost host;
  Drawing whole;
  for (const bool selection : {false, true}) {
    if (selection) host.selected = {16, 12, 32, 24};
    Driver driver;
    driver.then([&] {
      test::set_split(100);
      if (!selection) whole = test::drawing_of("Preview");
      if (selection) {
        EXPECT_NE(test::drawing_of("Preview"), whole);
      }
      test::press("Cancel");
    });
    run_dialog(host);
    EXPECT_TRUE(driver.done());
  }
}

TEST(CostLine, NamesTimeMemoryAndSize) {
  StandInHost host;
  Driver driver;
  driver.until([] { return shows("MB for 64 × 48 px"); })
      .then([] { test::set_size(40); })
      .until([] { return shows("MB for 40 × 30 px"); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(PreviewDialog, SaysWhatIsWrongAndGoesOnWhenItIsRight) {
  StandInHost host;
  host.settings.parameters.weights = "/nonexistent/weights.safetensors";
  Driver driver;
  driver.until([] { return shows("/nonexistent/weights.safetensors"); }).then([] {
    EXPECT_TRUE(test::is_sensitive("Render"));
    gtk_entry_set_text(GTK_ENTRY(test::find_widget("Style layers")), "relu1_1");
  });
  driver.until([] { return shows("/nonexistent/weights.safetensors"); }).then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

}  // namespace
}  // namespace ui

// A render's buttons and its growing picture, worked as a user would.
#include <gtest/gtest.h>

#include <chrono>

#include "dialog_driver.h"
#include "stand_in_host.h"
#include "ui/dialog.h"

namespace ui {
namespace {

using test::Drawing;
using test::Driver;
using test::shows;
using test::StandInHost;

TEST(Render, StoppedAndKeptWritesTheBestSoFar) {
  StandInHost host;
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  driver.then([] { test::press("Render"); })
      .until([] { return shows("step 2") && test::is_sensitive("Stop and keep"); })
      .then([] { test::press("Stop and keep"); });
  EXPECT_TRUE(run_dialog(host));
  ASSERT_EQ(host.written.size(), 1U);
  EXPECT_EQ(host.written[0].width(), 64);
  EXPECT_NE(host.written[0].rgb(), host.content().rgb());
}

TEST(Render, CancelledTwiceClosesTheDialog) {
  StandInHost host;
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  driver.then([] { test::press("Render"); }).until([] { return shows("step"); }).then([] {
    test::press("Cancel");
    test::close_window();
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(host.written.empty());
}

TEST(Render, PausesAndGoesOn) {
  StandInHost host;
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  std::string at_pause;
  auto since = std::chrono::steady_clock::now();
  const auto elapsed = [&](int milliseconds) {
    return std::chrono::steady_clock::now() - since > std::chrono::milliseconds(milliseconds);
  };
  driver.then([] { test::press("Render"); })
      .until([] { return shows("step") && test::is_sensitive("Pause"); })
      .then([&] {
        test::press("Pause");
        since = std::chrono::steady_clock::now();
      })
      .until([&] { return elapsed(300); })
      .then([&] { at_pause = test::visible_text(); })
      .until([&] { return elapsed(600); })
      .then([&] {
        EXPECT_EQ(test::visible_text(), at_pause);
        test::press("Resume");
      })
      .until([&] { return test::visible_text() != at_pause && shows("step"); })
      .then([] { test::press("Cancel"); })
      .until([] { return shows("Stopped"); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
  EXPECT_TRUE(host.written.empty());
}

TEST(Render, ShowsTheGrowingPictureAndThePreviewAgainAfterCancel) {
  StandInHost host;
  Driver driver;
  Drawing preview;
  test::finished(driver)
      .then([&] {
        test::set_split(0);
        preview = test::drawing_of("Preview");
        test::set_number("Iterations", test::kForEver);
        test::press("Render");
      })
      .until([&] { return shows("step") && test::drawing_of("Preview") != preview; })
      .then([] {
        EXPECT_FALSE(test::is_sensitive("Check detail"));
        test::press("Cancel");
      })
      .until([] { return shows("Stopped"); })
      .until([] { return test::busy(); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(PreviewDialog, ClosesWhileItComputes) {
  StandInHost host;
  host.settings.parameters.iterations = test::kForEver;
  Driver driver;
  std::chrono::steady_clock::time_point closed;
  driver.until([] { return shows("Refining"); }).then([&] {
    closed = std::chrono::steady_clock::now();
    test::close_window();
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_LT(std::chrono::steady_clock::now() - closed, std::chrono::seconds(10));
}

}  // namespace
}  // namespace ui

// The dialog's preview, its view, its cost and its render's buttons, worked as a user would.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "dialog_driver.h"
#include "stand_in_host.h"
#include "ui/dialog.h"

namespace ui {
namespace {

using Drawing = std::vector<std::uint32_t>;
using test::Driver;
using test::shows;
using test::StandInHost;

constexpr int kForEver = 100000;

bool busy() { return shows("Refining") || shows("Painting the preview"); }

void set_split(double value) { gtk_range_set_value(GTK_RANGE(test::find_widget("Before and after")), value); }

double split() { return gtk_range_get_value(GTK_RANGE(test::find_widget("Before and after"))); }

void set_number(const char* name, double value) {
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(test::find_widget(name)), value);
}

void set_active(const char* name, bool active) {
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(test::find_widget(name)), active);
}

// Waits until the preview has started and finished.
Driver& finished(Driver& driver) {
  return driver.until([] { return busy(); }).until([] { return !busy(); });
}

TEST(PreviewDialog, ShowsWhatTheStylePaints) {
  StandInHost host;
  Driver driver;
  Drawing before;
  finished(driver).then([&] {
    set_split(100);
    before = test::drawing_of("Preview");
    set_split(0);
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
  finished(driver).then([&] {
    set_split(0);
    before = test::drawing_of("Preview");
    GetParam()();
  });
  finished(driver).then([&] {
    EXPECT_NE(test::drawing_of("Preview"), before);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

INSTANTIATE_TEST_SUITE_P(ByEach, ChangedControl,
                         testing::Values(
                             +[] { gtk_range_set_value(GTK_RANGE(test::find_widget("Style strength")), 90); },
                             +[] { test::choose_style("lake.png"); }, +[] { set_number("Iterations", 9); },
                             +[] { set_number("Size", 40); }, +[] { set_number("Seed", 3); }));

TEST(PreviewDialog, IsNotDisturbedByWhatItDoesNotShow) {
  StandInHost host;
  host.settings.parameters.size = 64;
  host.selected = {0, 0, 64, 48};
  Driver driver;
  finished(driver)
      .then([] { set_number("Memory limit", 4000); })
      .then([] { set_number("Memory limit", 0); })
      .then([] { set_number("Size", 640); });  // the layer has 64
  auto since = std::chrono::steady_clock::now();
  driver.then([&] { since = std::chrono::steady_clock::now(); })
      .until([&] {
        EXPECT_FALSE(busy());
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
      set_split(100);
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

TEST(SplitLine, IsMovedByKeysAndByThePointer) {
  StandInHost host;
  Driver driver;
  finished(driver).then([] {
    EXPECT_EQ(split(), 50);
    test::press_key("Preview", GDK_KEY_Left);
    EXPECT_EQ(split(), 48);
    test::press_key("Preview", GDK_KEY_Right);
    EXPECT_EQ(split(), 50);
    test::press_key("Preview", GDK_KEY_End);
    EXPECT_EQ(split(), 100);
    test::press_key("Preview", GDK_KEY_Home);
    EXPECT_EQ(split(), 0);
    test::press_key("Preview", GDK_KEY_b);
    EXPECT_EQ(split(), 100);
    test::press_key("Preview", GDK_KEY_space);
    EXPECT_EQ(split(), 0);
    test::click("Preview", 0.5, 0.5);
    EXPECT_NEAR(split(), 50, 1);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(SplitLine, IsMirroredWhereOneReadsFromTheRight) {
  StandInHost host;
  gtk_init_check(nullptr, nullptr);
  gtk_widget_set_default_direction(GTK_TEXT_DIR_RTL);
  Driver driver;
  finished(driver).then([] {
    test::click("Preview", 0.9, 0.5);
    EXPECT_LT(split(), 30);
    const double before = split();
    test::press_key("Preview", GDK_KEY_Left);
    EXPECT_GT(split(), before);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  gtk_widget_set_default_direction(GTK_TEXT_DIR_LTR);
  EXPECT_TRUE(driver.done());
}

TEST(CheckDetail, PaintsThePlaceThatIsClicked) {
  StandInHost host;
  Driver driver;
  Drawing whole;
  finished(driver).then([&] {
    set_split(0);
    whole = test::drawing_of("Preview");
    set_active("Check detail", true);
    EXPECT_TRUE(shows("Click the place"));
    test::click("Preview", 0.5, 0.5);
    EXPECT_EQ(split(), 0);  // the click was not for the line
  });
  finished(driver).then([&] {
    EXPECT_NE(test::drawing_of("Preview"), whole);
    set_active("Check detail", false);
    EXPECT_EQ(test::drawing_of("Preview"), whole);
  });
  driver.until([] { return !busy(); }).then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(CheckDetail, IsReachedByKeys) {
  StandInHost host;
  Driver driver;
  finished(driver).then([] {
    set_active("Check detail", true);
    test::press_key("Preview", GDK_KEY_Return);
  });
  finished(driver).then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(CostLine, NamesTimeMemoryAndSize) {
  StandInHost host;
  Driver driver;
  driver.until([] { return shows("MB for 64 × 48 px"); })
      .then([] { set_number("Size", 40); })
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

TEST(Render, StoppedAndKeptWritesTheBestSoFar) {
  StandInHost host;
  host.settings.parameters.iterations = kForEver;
  Driver driver;
  driver.then([] { test::press("Render"); })
      .until([] { return shows("step 2") && test::is_sensitive("Stop and keep"); })
      .then([] { test::press("Stop and keep"); });
  EXPECT_TRUE(run_dialog(host));
  ASSERT_EQ(host.written.size(), 1U);
  EXPECT_EQ(host.written[0].width(), 64);
  EXPECT_NE(host.written[0].rgb(), host.read_content().rgb());
}

TEST(Render, CancelledTwiceClosesTheDialog) {
  StandInHost host;
  host.settings.parameters.iterations = kForEver;
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
  host.settings.parameters.iterations = kForEver;
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
  finished(driver)
      .then([&] {
        set_split(0);
        preview = test::drawing_of("Preview");
        set_number("Iterations", kForEver);
        test::press("Render");
      })
      .until([&] { return shows("step") && test::drawing_of("Preview") != preview; })
      .then([] {
        EXPECT_FALSE(test::is_sensitive("Check detail"));
        test::press("Cancel");
      })
      .until([] { return shows("Stopped"); })
      .until([] { return busy(); })
      .then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(PreviewDialog, ClosesWhileItComputes) {
  StandInHost host;
  host.settings.parameters.iterations = kForEver;
  Driver driver;
  std::chrono::steady_clock::time_point closed;
  driver.until([] { return shows("Refining"); }).then([&] {
    closed = std::chrono::steady_clock::now();
    test::close_window();
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_LT(std::chrono::steady_clock::now() - closed, std::chrono::seconds(10));
}

// The picture of a preview that has nothing to go on from.
Drawing fresh_drawing(int seed) {
  StandInHost host;
  host.settings.parameters.seed = seed;
  Driver driver;
  Drawing drawing;
  finished(driver).then([&] {
    set_split(0);
    drawing = test::drawing_of("Preview");
    test::press("Cancel");
  });
  run_dialog(host);
  return drawing;
}

// A second Cancel would close the dialog.
void cancel_render() {
  if (!test::is_sensitive("Render") && !shows("Stopping")) test::press("Cancel");
}

// One change of any control to any value, also to wrong ones.
void change_anything(std::mt19937& random) {
  const auto any = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  switch (any(12)) {
    case 0:
    case 1:
      gtk_range_set_value(GTK_RANGE(test::find_widget("Style strength")), any(101));
      break;
    case 2:
      test::choose_style(any(2) ? "lake.png" : "painting.png");
      break;
    case 3:
      set_number("Iterations", 1 + any(300));
      break;
    case 4:
      set_number("Size", 16 + any(100));
      break;
    case 5:
      set_number("Seed", any(5));
      break;
    case 6:
      gtk_combo_box_set_active(GTK_COMBO_BOX(test::find_widget("Pooling")), any(3));
      break;
    case 7:
      gtk_entry_set_text(GTK_ENTRY(test::find_widget("TV weight")), any(2) ? "0.5" : "much");
      break;
    case 8:
      gtk_combo_box_set_active(GTK_COMBO_BOX(test::find_widget("Preview size")), any(3));
      break;
    case 9:
      set_active("Check detail", any(2));
      break;
    case 10:
      test::click("Preview", any(100) / 100.0, any(100) / 100.0);
      break;
    default:
      if (!test::is_sensitive("Render")) {
        cancel_render();
      } else if (any(4) == 0) {
        set_number("Iterations", kForEver);
        test::press("Render");
      }
      break;
  }
}

TEST(PreviewDialog, FollowsTwoHundredRandomChanges) {
  constexpr int kSeed = 4242;  // not among the changes
  const Drawing expected = fresh_drawing(kSeed);
  StandInHost host;
  std::mt19937 random(20240229);
  Driver driver(200);
  for (int i = 0; i < 200; ++i) driver.then([&] { change_anything(random); });
  driver
      .until([] {
        cancel_render();
        return test::is_sensitive("Render");
      })
      .then([&] {
        set_active("Check detail", false);
        gtk_range_set_value(GTK_RANGE(test::find_widget("Style strength")), 50);
        test::choose_style("painting.png");
        set_number("Iterations", host.settings.parameters.iterations);
        set_number("Size", 64);
        gtk_combo_box_set_active_id(GTK_COMBO_BOX(test::find_widget("Pooling")), "auto");
        gtk_entry_set_text(GTK_ENTRY(test::find_widget("TV weight")), "1");
        gtk_combo_box_set_active_id(GTK_COMBO_BOX(test::find_widget("Preview size")), "256");
        set_number("Seed", kSeed);
        set_split(0);
      })
      // What was painted before may finish first.
      .until([&] { return !busy() && test::drawing_of("Preview") == expected; })
      .then([] { test::press("Cancel"); });
  run_dialog(host);
  EXPECT_TRUE(driver.done());
  EXPECT_TRUE(host.written.empty());
}

}  // namespace
}  // namespace ui

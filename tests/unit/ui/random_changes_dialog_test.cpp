// The dialog under changes of any control at any moment: where its threads meet.
#include <gtest/gtest.h>

#include <random>

#include "dialog_driver.h"
#include "stand_in_host.h"
#include "ui/dialog.h"

namespace ui {
namespace {

using test::Drawing;
using test::Driver;
using test::shows;
using test::StandInHost;

// The picture of a preview that has nothing to go on from.
Drawing fresh_drawing(int seed) {
  StandInHost host;
  host.settings.parameters.seed = seed;
  Driver driver;
  Drawing drawing;
  test::finished(driver).then([&] {
    test::set_split(0);
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
      test::set_number("Iterations", 1 + any(300));
      break;
    case 4:
      test::set_size(16 + any(100));
      break;
    case 5:
      test::set_number("Seed", any(5));
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
      test::set_active("Check detail", any(2));
      break;
    case 10:
      test::click("Preview", any(100) / 100.0, any(100) / 100.0);
      break;
    default:
      if (!test::is_sensitive("Render")) {
        cancel_render();
      } else if (any(4) == 0) {
        test::set_number("Iterations", test::kForEver);
        test::press("Render");
      }
      break;
  }
}

TEST(Dialog, FollowsTwoHundredRandomChanges) {
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
        test::set_active("Check detail", false);
        gtk_range_set_value(GTK_RANGE(test::find_widget("Style strength")), 50);
        test::choose_style("painting.png");
        test::set_number("Iterations", host.settings.parameters.iterations);
        test::set_size(64);
        gtk_combo_box_set_active_id(GTK_COMBO_BOX(test::find_widget("Pooling")), "auto");
        gtk_entry_set_text(GTK_ENTRY(test::find_widget("TV weight")), "1");
        gtk_combo_box_set_active_id(GTK_COMBO_BOX(test::find_widget("Preview size")), "256");
        test::set_number("Seed", kSeed);
        test::set_split(0);
      })
      // What was painted before may finish first.
      .until([&] { return !test::busy() && test::drawing_of("Preview") == expected; })
      .then([] { test::press("Cancel"); });
  run_dialog(host);
  EXPECT_TRUE(driver.done());
  EXPECT_TRUE(host.written.empty()) << "a render ended by itself: size " << host.saved.back().parameters.size
                                    << ", iterations " << host.saved.back().parameters.iterations;
}

}  // namespace
}  // namespace ui

// The preview's split line and "Check detail", worked as a user would.
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

TEST(SplitLine, IsMovedByKeysAndByThePointer) {
  StandInHost host;
  Driver driver;
  test::finished(driver).then([] {
    EXPECT_EQ(test::split(), 50);
    test::press_key("Preview", GDK_KEY_Left);
    EXPECT_EQ(test::split(), 48);
    test::press_key("Preview", GDK_KEY_Right);
    EXPECT_EQ(test::split(), 50);
    test::press_key("Preview", GDK_KEY_End);
    EXPECT_EQ(test::split(), 100);
    test::press_key("Preview", GDK_KEY_Home);
    EXPECT_EQ(test::split(), 0);
    test::press_key("Preview", GDK_KEY_b);
    EXPECT_EQ(test::split(), 100);
    test::press_key("Preview", GDK_KEY_space);
    EXPECT_EQ(test::split(), 0);
    test::click("Preview", 0.5, 0.5);
    EXPECT_NEAR(test::split(), 50, 1);
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
  test::finished(driver).then([] {
    test::click("Preview", 0.9, 0.5);
    EXPECT_LT(test::split(), 30);
    const double before = test::split();
    test::press_key("Preview", GDK_KEY_Left);
    EXPECT_GT(test::split(), before);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  gtk_widget_set_default_direction(GTK_TEXT_DIR_LTR);
  EXPECT_TRUE(driver.done());
}

TEST(PreviewZoom, FollowsWheelAndKeys) {
  StandInHost host;
  Driver driver;
  test::finished(driver).then([] {
    test::set_split(0);
    const Drawing whole = test::drawing_of("Preview");
    test::scroll("Preview", 0.4, 0.6, 3);
    const Drawing near = test::drawing_of("Preview");
    EXPECT_NE(near, whole);
    test::scroll("Preview", 0.4, 0.6, -20);
    EXPECT_EQ(test::drawing_of("Preview"), whole);
    test::press_key("Preview", GDK_KEY_plus);
    EXPECT_NE(test::drawing_of("Preview"), whole);
    test::press_key("Preview", GDK_KEY_minus);
    EXPECT_EQ(test::drawing_of("Preview"), whole);
    test::press_key("Preview", GDK_KEY_plus);
    test::press_key("Preview", GDK_KEY_0);
    EXPECT_EQ(test::drawing_of("Preview"), whole);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(PreviewZoom, FollowsTwoFingersWhichMoveNoLine) {
  StandInHost host;
  Driver driver;
  test::finished(driver).then([] {
    test::pinch("Preview", 0.4, 0.6, 1);
    const double line = test::split();  // where the first finger touched
    const Drawing whole = test::drawing_of("Preview");
    test::pinch("Preview", 0.4, 0.6, 3);
    EXPECT_EQ(test::split(), line);
    EXPECT_NE(test::drawing_of("Preview"), whole);
    test::press_key("Preview", GDK_KEY_0);
    EXPECT_EQ(test::drawing_of("Preview"), whole);
    test::scroll("Preview", 0.4, 0.6, 3);
    test::pinch("Preview", 0.4, 0.6, 0.1);
    test::set_split(line);
    EXPECT_EQ(test::drawing_of("Preview"), whole);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

TEST(CheckDetail, PaintsThePlaceThatIsClicked) {
  StandInHost host;
  Driver driver;
  Drawing whole;
  test::finished(driver).then([&] {
    test::set_split(0);
    whole = test::drawing_of("Preview");
    test::set_active("Check detail", true);
    EXPECT_TRUE(shows("Click the place"));
    test::click("Preview", 0.5, 0.5);
    EXPECT_EQ(test::split(), 0);  // the click was not for the line
  });
  test::finished(driver).then([&] {
    EXPECT_NE(test::drawing_of("Preview"), whole);
    test::set_active("Check detail", false);
    EXPECT_EQ(test::drawing_of("Preview"), whole);
  });
  driver.until([] { return !test::busy(); }).then([] { test::press("Cancel"); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

// Wider than the screen, so that a detail is a part of it.
class WideHost : public StandInHost {
 public:
  WideHost() {
    settings.parameters.size = content_width();
    selected = {0, 0, content_width(), content_height()};
  }
  int content_width() override { return 2000; }
  int content_height() override { return 32; }
  core::Image content() override { return test::waves(content_width(), content_height(), 150); }
};

TEST(CheckDetail, PaintsThePlaceThatKeysChoose) {
  WideHost host;
  Driver driver;
  Drawing middle;
  const auto choose = [&](int steps) {
    driver.then([steps] {
      test::set_active("Check detail", true);
      const Drawing unmoved = test::drawing_of("Preview");
      for (int i = 0; i < steps; ++i) test::press_key("Preview", GDK_KEY_Left);
      EXPECT_EQ(test::drawing_of("Preview") != unmoved, steps > 0);  // the cross
      test::press_key("Preview", GDK_KEY_Return);
      test::set_split(100);
    });
    test::finished(driver);
  };
  test::finished(driver);
  choose(0);
  driver.then([&] {
    middle = test::drawing_of("Preview");
    test::set_active("Check detail", false);
  });
  test::finished(driver);
  choose(7);
  driver.then([&] {
    EXPECT_NE(test::drawing_of("Preview"), middle);
    test::press("Cancel");
  });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

}  // namespace
}  // namespace ui

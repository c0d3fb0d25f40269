// The dialog that stays open after a render, and what was tried; commands for the clipboard.
#include <gtest/gtest.h>

#include "dialog_driver.h"
#include "stand_in_host.h"
#include "ui/dialog.h"

namespace ui {
namespace {

using test::Driver;
using test::shows;
using test::StandInHost;

double iterations() { return gtk_spin_button_get_value(GTK_SPIN_BUTTON(test::find_widget("Iterations"))); }

GtkWidget* try_button(int number) {
  GtkWidget* found = nullptr;
  GList* const buttons = gtk_container_get_children(GTK_CONTAINER(test::find_widget("Last tries")));
  const std::string begin = "Back to try " + std::to_string(number) + ":";
  for (GList* at = buttons; at; at = at->next) {
    const char* const name = atk_object_get_name(gtk_widget_get_accessible(GTK_WIDGET(at->data)));
    if (std::string(name).rfind(begin, 0) == 0) found = GTK_WIDGET(at->data);
  }
  g_list_free(buttons);
  return found;
}

TEST(Tries, EachLeadBackToTheirSettings) {
  StandInHost host;
  Driver driver;
  driver
      .then([] {
        EXPECT_FALSE(gtk_widget_get_mapped(test::find_widget("Last tries")));
        test::set_number("Iterations", 3);
        test::press("Render and keep trying");
      })
      .until([] { return test::is_sensitive("Render") && try_button(1) != nullptr; })
      .then([] {
        EXPECT_TRUE(shows("The painting is in the image"));
        test::set_number("Iterations", 5);
        test::press("Render and keep trying");
      })
      .until([] { return test::is_sensitive("Render") && try_button(2) != nullptr; })
      .then([] {
        // As by Tab and Space.
        ASSERT_TRUE(gtk_widget_get_can_focus(try_button(1)));
        gtk_widget_activate(try_button(1));
      })
      .until([] { return iterations() == 3; })
      .then([] { gtk_button_clicked(GTK_BUTTON(try_button(2))); })
      .until([] { return iterations() == 5; })
      .then([] { test::close_window(); });
  EXPECT_TRUE(run_dialog(host)) << "something was written";
  EXPECT_TRUE(driver.done());
  EXPECT_EQ(host.written.size(), 2U);
  EXPECT_EQ(host.steps_of_undo, 2);
}

TEST(CopiedCommand, IsInTheClipboardOrSaysWhyNot) {
  StandInHost host;
  Driver driver;
  const auto choose = [] {
    GtkWidget* const button = test::find_widget("Import, export, copy");
    GList* const items =
        gtk_container_get_children(GTK_CONTAINER(gtk_menu_button_get_popup(GTK_MENU_BUTTON(button))));
    for (GList* at = items; at; at = at->next) {
      const char* const label = gtk_menu_item_get_label(GTK_MENU_ITEM(at->data));
      if (label && std::string(label) == "Copy as a test") gtk_menu_item_activate(GTK_MENU_ITEM(at->data));
    }
    g_list_free(items);
  };
  driver
      .then([&] {
        test::set_number("Iterations", 7);
        choose();
      })
      .until([] { return shows("The clipboard has a command"); })
      .then([&] {
        gchar* const text = gtk_clipboard_wait_for_text(gtk_clipboard_get(GDK_SELECTION_CLIPBOARD));
        EXPECT_STREQ(text, "paint \"7\"\n");
        g_free(text);
        test::set_number("Seed", 13);
        choose();
      })
      .until([] { return shows("No command has the seed 13"); })
      .then([] { test::close_window(); });
  EXPECT_FALSE(run_dialog(host));
  EXPECT_TRUE(driver.done());
}

}  // namespace
}  // namespace ui

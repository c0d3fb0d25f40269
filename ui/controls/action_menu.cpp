#include "controls/action_menu.h"

#include <utility>

namespace ui {

ActionMenu::ActionMenu(const char* accessible_name) : button_(gtk_menu_button_new()), menu_(gtk_menu_new()) {
  gtk_container_add(GTK_CONTAINER(button_),
                    gtk_image_new_from_icon_name("open-menu-symbolic", GTK_ICON_SIZE_MENU));
  gtk_widget_set_tooltip_text(button_, accessible_name);
  set_accessible_name(button_, accessible_name);
  gtk_menu_button_set_popup(GTK_MENU_BUTTON(button_), menu_);
}

void ActionMenu::add(const std::string& label, std::function<void()> action) {
  GtkWidget* item = gtk_menu_item_new_with_label(label.c_str());
  actions_.push_back(std::make_unique<std::function<void()>>(std::move(action)));
  g_signal_connect(item, "activate", G_CALLBACK(call), actions_.back().get());
  gtk_menu_shell_append(GTK_MENU_SHELL(menu_), item);
  gtk_widget_show(item);
}

void ActionMenu::add_separator() {
  GtkWidget* separator = gtk_separator_menu_item_new();
  gtk_menu_shell_append(GTK_MENU_SHELL(menu_), separator);
  gtk_widget_show(separator);
}

}  // namespace ui

// A line in the dialog that says what went wrong, or what to know; hidden while there is nothing to say.
#pragma once

#include <string>

#include "widgets/widgets.h"

namespace ui {

class MessageBar {
 public:
  MessageBar();
  GtkWidget* widget() const { return bar_; }
  void show_error(const std::string& sentence);
  void show_note(const std::string& sentence);
  void hide();

 private:
  void show(GtkMessageType type, const char* icon, const std::string& sentence);

  GtkWidget* bar_;
  GtkWidget* icon_;
  GtkWidget* label_;
};

}  // namespace ui

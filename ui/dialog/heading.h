// The dialog's first line: what is painted, and the button that edits a painting again.
#pragma once

#include <functional>

#include "ui/host.h"
#include "widgets/widgets.h"

namespace ui {

class Heading {
 public:
  // `on_edit`: "Edit this painting" was pressed, which is only there where the host offers one.
  Heading(Host& host, std::function<void()> on_edit);
  Heading(const Heading&) = delete;  // GTK's callbacks know its address
  Heading& operator=(const Heading&) = delete;

  GtkWidget* widget() const { return box_; }

 private:
  std::function<void()> on_edit_;
  GtkWidget* box_;
};

}  // namespace ui

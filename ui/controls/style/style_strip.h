// Small pictures with their names below, to choose one from, by mouse or arrow keys.
#pragma once

#include <functional>
#include <string>

#include "widgets/widgets.h"

namespace ui {

class StyleStrip {
 public:
  // `on_select`: another picture is chosen, by the user or by select().
  explicit StyleStrip(std::function<void()> on_select);
  StyleStrip(const StyleStrip&) = delete;  // GTK's callbacks know its address
  StyleStrip& operator=(const StyleStrip&) = delete;

  GtkWidget* widget() const { return scroller_; }

  // A new entry, shown as an icon until it gets its picture. `position`: -1 for the end.
  GtkWidget* add(const std::string& name, int position);
  static void set_picture(GtkWidget* entry, const PixbufHandle& picture);

  void select(GtkWidget* entry);
  // Null while none is chosen.
  GtkWidget* selected() const;

 private:
  GtkWidget* scroller_;
  GtkWidget* flow_;
  std::function<void()> on_select_;
};

}  // namespace ui

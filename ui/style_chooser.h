// Where the style comes from: a file, or a picture open in the host; with a picture of it beside.
#pragma once

#include <functional>
#include <vector>

#include "ui/host.h"
#include "widgets.h"

namespace ui {

class StyleChooser {
 public:
  // Keeps no reference to the pictures. `on_change`: the user has made a choice.
  StyleChooser(const std::vector<OpenPicture>& pictures, std::function<void()> on_change);
  StyleChooser(const StyleChooser&) = delete;  // GTK's callbacks know its address
  StyleChooser& operator=(const StyleChooser&) = delete;

  GtkWidget* widget() const { return grid_; }
  void show(const StyleChoice& choice);
  // Kind::kNone if there is nothing where the choice points.
  StyleChoice choice() const;

  static constexpr int kThumbnailSize = 128;

 private:
  void fill_list(const std::vector<OpenPicture>& pictures);
  void lay_out();
  void connect();
  void chosen(GtkWidget* radio);
  void update_preview();
  int selected_picture() const;

  GtkWidget* grid_;
  GtkWidget* from_file_;
  GtkWidget* from_picture_;
  GtkWidget* file_;
  GtkWidget* pictures_;
  GtkWidget* preview_;
  std::function<void()> on_change_;
};

}  // namespace ui

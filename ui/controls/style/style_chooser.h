// Where the style comes from: a sample that comes with the program, a file (chosen, dropped here, or chosen
// lately), or a picture open in the host; with a larger picture of it.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "controls/style/style_strip.h"
#include "controls/style/thumbnail_loader.h"
#include "ui/host.h"
#include "widgets/widgets.h"

namespace ui {

class StyleChooser {
 public:
  // Keeps no reference to the pictures. `on_change`: another style is chosen. `on_problem`: why what was
  // dropped is none.
  StyleChooser(const std::vector<OpenPicture>& pictures, std::function<void()> on_change,
               std::function<void(const std::string&)> on_problem);
  StyleChooser(const StyleChooser&) = delete;  // GTK's callbacks know its address
  StyleChooser& operator=(const StyleChooser&) = delete;

  GtkWidget* widget() const { return grid_; }
  // Beside the button that chooses a file.
  void add_button(GtkWidget* button) { gtk_grid_attach(GTK_GRID(grid_), button, 3, 1, 1, 1); }
  // The first sample where the choice is none, or one that is gone.
  void show(const StyleChoice& choice);
  // Kind::kNone while none is chosen.
  StyleChoice choice() const;
  // Of the choice, for people; empty while there is none.
  std::string name() const;

  // Of open pictures: enough for the larger picture on a screen of twice the density.
  static constexpr int kThumbnailSize = 320;

 private:
  struct Entry {
    StyleChoice choice;
    std::string name;
    PixbufHandle picture;  // null until it has been read, and for what GdkPixbuf cannot read
    GtkWidget* widget;
  };

  void lay_out();
  void accept_files();
  Entry& add(const StyleChoice& choice, const std::string& name, int position);
  Entry& add_file(const std::string& file, const std::string& name, int position);
  Entry* entry_of(const StyleChoice& choice);
  const Entry* selected() const;
  void choose_file();
  void take_file(const std::string& file);
  void drop(const std::string& uri);
  void update();

  std::function<void()> on_change_;
  std::function<void(const std::string&)> on_problem_;
  std::deque<Entry> entries_;  // stay where they are
  Entry* first_sample_ = nullptr;
  StyleStrip strip_;
  GtkWidget* grid_;
  GtkWidget* picture_;
  GtkWidget* name_;
  ThumbnailLoader loader_;
};

}  // namespace ui

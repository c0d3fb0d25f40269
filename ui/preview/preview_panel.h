// The preview with what belongs to it: the scale that moves its split line, its size, "Check detail", and a
// word about what is going on.
#pragma once

#include <functional>
#include <string>

#include "preview/preview_view.h"

namespace ui {

class PreviewPanel {
 public:
  struct Actions {
    std::function<void()> on_size;                            // another size is chosen
    std::function<void()> on_detail;                          // "Check detail" went in or out
    std::function<void(const PreviewView::Place&)> on_place;  // of the detail
  };
  explicit PreviewPanel(Actions actions);
  PreviewPanel(const PreviewPanel&) = delete;  // GTK's callbacks know its address
  PreviewPanel& operator=(const PreviewPanel&) = delete;

  GtkWidget* widget() const { return box_; }
  PreviewView& view() { return view_; }

  // Longer side in pixels: 128, 256 or 512.
  int size() const;
  void set_size(int size);
  bool checks_detail() const;
  void leave_detail();
  // Over the picture; empty: nothing.
  void show_note(const std::string& text);
  // Beside the controls: "Refining…".
  void show_state(const std::string& text);
  // Without the controls that only a preview has.
  void set_controls_sensitive(bool sensitive);

 private:
  void lay_out();

  Actions actions_;
  PreviewView view_;
  GtkWidget* box_;
  GtkWidget* note_;
  GtkWidget* split_;
  GtkWidget* size_;
  GtkWidget* detail_;
  GtkWidget* state_;
};

}  // namespace ui

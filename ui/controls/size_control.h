// The parameter "size": a list of sizes in words with the time that each takes, and a number for any other.
#pragma once

#include <functional>
#include <vector>

#include "core/parameters.h"
#include "core/resample.h"
#include "session/tasks/cost.h"
#include "widgets/widgets.h"

namespace ui {

class SizeControl {
 public:
  // `layer`: what is painted, in pixels.
  SizeControl(core::Size layer, std::function<void()> on_change);
  SizeControl(const SizeControl&) = delete;  // GTK's callbacks know its address
  SizeControl& operator=(const SizeControl&) = delete;

  GtkWidget* widget() const { return box_; }
  void show(const core::Parameters& parameters);
  // A size beyond the layer's own is left as it is while the full size is chosen.
  void store(core::Parameters& parameters) const;
  // Beside the names; empty: not known.
  void show_times(const std::vector<SizeTime>& times);

 private:
  void choose();
  bool is_custom() const;
  int chosen() const;

  core::Size layer_;
  std::function<void()> on_change_;
  std::vector<int> offered_;
  GtkWidget* box_;
  GtkWidget* list_;
  GtkWidget* number_;
  bool showing_ = false;
};

}  // namespace ui

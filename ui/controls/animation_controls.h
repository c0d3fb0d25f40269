// What only an animation asks for: which frame the preview shows, and how firmly frames hold still.
#pragma once

#include <functional>

#include "ui/host.h"
#include "widgets/control_rows.h"

namespace ui {

class AnimationControls {
 public:
  // `on_frame`: another frame is chosen, from 0. `on_weight`: the weight has changed, and with it the cost.
  AnimationControls(int frames, std::function<void(int frame)> on_frame, std::function<void()> on_weight);
  AnimationControls(const AnimationControls&) = delete;  // GTK's callbacks know its address
  AnimationControls& operator=(const AnimationControls&) = delete;

  GtkWidget* widget() const { return box_; }
  void show(const Settings& settings);
  void store(Settings& settings) const;

 private:
  std::function<void(int)> on_frame_;
  std::function<void()> on_weight_;
  GtkWidget* box_;
  GtkWidget* frame_;
  GtkWidget* weight_;
  ControlRows rows_;
};

}  // namespace ui

// A progress bar and a line of words below it, with the time left.
#pragma once

#include <optional>
#include <string>

#include "core/style_job.h"
#include "ui/animation_task.h"
#include "widgets/widgets.h"

namespace ui {

class ProgressView {
 public:
  ProgressView();
  GtkWidget* widget() const { return box_; }
  // `frame`: of an animation.
  void show(const core::Progress& progress, const std::optional<FrameNumber>& frame);
  void show_text(const std::string& text);
  void clear();

 private:
  GtkWidget* box_;
  GtkWidget* bar_;
  GtkWidget* label_;
};

}  // namespace ui

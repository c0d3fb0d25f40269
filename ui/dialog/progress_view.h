// A progress bar and a line of words below it, with the time left.
#pragma once

#include <string>

#include "core/style_job.h"
#include "widgets/widgets.h"

namespace ui {

class ProgressView {
 public:
  ProgressView();
  GtkWidget* widget() const { return box_; }
  // `text`: of that progress.
  void show(const core::Progress& progress, const std::string& text);
  void show_text(const std::string& text);
  void clear();

 private:
  GtkWidget* box_;
  GtkWidget* bar_;
  GtkWidget* label_;
};

}  // namespace ui

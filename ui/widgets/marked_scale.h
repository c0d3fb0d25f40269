// A slider with words below it, for its least value, its middle and its greatest, and its value beside it.
#pragma once

#include <array>
#include <functional>
#include <string>

#include "widgets/widgets.h"

namespace ui {

class MarkedScale {
 public:
  struct Range {
    double least;
    double greatest;
    double step;
    std::array<const char*, 3> words;
  };
  // `text_of`: a value as it is shown. `on_change`: it is another one.
  MarkedScale(const Range& range, std::string (*text_of)(double), const char* accessible_name,
              const char* tooltip, std::function<void()> on_change);
  MarkedScale(const MarkedScale&) = delete;  // GTK's callbacks know its address
  MarkedScale& operator=(const MarkedScale&) = delete;

  GtkWidget* widget() const { return box_; }
  double value() const { return gtk_range_get_value(GTK_RANGE(scale_)); }
  void set_value(double value) { gtk_range_set_value(GTK_RANGE(scale_), value); }

 private:
  void lay_out(const Range& range);
  void update();

  std::string (*text_of_)(double);
  std::function<void()> on_change_;
  GtkWidget* box_;
  GtkWidget* scale_;
  GtkWidget* value_;
};

}  // namespace ui

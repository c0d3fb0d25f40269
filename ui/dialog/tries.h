// The last paintings that were made with the dialog open, as small pictures; a press brings back the
// settings that one was made with. Hidden until there is one.
#pragma once

#include <deque>
#include <functional>

#include "core/image.h"
#include "ui/host.h"
#include "widgets/widgets.h"

namespace ui {

class Tries {
 public:
  // `on_return`: to these settings.
  explicit Tries(std::function<void(const Settings&)> on_return);
  Tries(const Tries&) = delete;  // GTK's callbacks know its address
  Tries& operator=(const Tries&) = delete;

  GtkWidget* widget() const { return scroller_; }
  // Beyond a dozen the oldest goes.
  void add(const Settings& settings, const core::Image& picture);

 private:
  struct Try {
    Tries* tries;
    Settings settings;
    GtkWidget* button;
  };

  std::function<void(const Settings&)> on_return_;
  GtkWidget* scroller_;
  GtkWidget* row_;
  std::deque<std::unique_ptr<Try>> tries_;
  int count_ = 0;  // those that have gone, too
};

}  // namespace ui

// Where something is: everywhere, or one of the places that the host offers.
#pragma once

#include <functional>
#include <vector>

#include "ui/host.h"
#include "widgets/widgets.h"

namespace ui {

class PlaceChooser {
 public:
  // `everywhere`: the first entry's words.
  PlaceChooser(const std::vector<OfferedPlace>& offered, const char* everywhere, const char* accessible_name,
               const char* tooltip, std::function<void()> on_change);
  PlaceChooser(const PlaceChooser&) = delete;  // GTK's callbacks know its address
  PlaceChooser& operator=(const PlaceChooser&) = delete;

  GtkWidget* widget() const { return combo_; }
  // Everywhere, where the place is offered no more.
  void show(const Place& place);
  Place place() const;

 private:
  std::vector<OfferedPlace> offered_;
  std::function<void()> on_change_;
  GtkWidget* combo_;
};

}  // namespace ui

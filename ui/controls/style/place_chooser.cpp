#include "controls/style/place_chooser.h"

#include <utility>

namespace ui {

PlaceChooser::PlaceChooser(const std::vector<OfferedPlace>& offered, const char* everywhere,
                           const char* accessible_name, const char* tooltip, std::function<void()> on_change)
    : offered_(offered), on_change_(std::move(on_change)), combo_(gtk_combo_box_text_new()) {
  GtkComboBoxText* const combo = GTK_COMBO_BOX_TEXT(combo_);
  gtk_combo_box_text_append_text(combo, everywhere);
  for (const OfferedPlace& place : offered_) gtk_combo_box_text_append_text(combo, place.name.c_str());
  gtk_combo_box_set_active(GTK_COMBO_BOX(combo_), 0);
  set_accessible_name(combo_, accessible_name);
  gtk_widget_set_tooltip_text(combo_, tooltip);
  g_signal_connect(combo_, "changed", G_CALLBACK(call), &on_change_);
}

void PlaceChooser::show(const Place& place) {
  int row = 0;
  for (std::size_t i = 0; i < offered_.size(); ++i) {
    if (offered_[i].place == place) row = static_cast<int>(i) + 1;
  }
  gtk_combo_box_set_active(GTK_COMBO_BOX(combo_), row);
}

Place PlaceChooser::place() const {
  const int row = gtk_combo_box_get_active(GTK_COMBO_BOX(combo_));
  return row > 0 ? offered_[static_cast<std::size_t>(row) - 1].place : Place();
}

}  // namespace ui

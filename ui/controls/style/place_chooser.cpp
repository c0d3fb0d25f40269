#include "controls/style/place_chooser.h"

#include <utility>

namespace ui {
namespace {

// Of a place's name, which "everywhere else" fits into; layers may have long ones, for which the window is not
// to grow.
constexpr int kPlaceCharacters = 17;
constexpr int kMostPlaceCharacters = 24;

void keep_narrow(GtkWidget* combo) {
  GList* const cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(combo));
  for (GList* at = cells; at; at = at->next) {
    g_object_set(at->data, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "width-chars", kPlaceCharacters,
                 "max-width-chars", kMostPlaceCharacters, nullptr);
  }
  g_list_free(cells);
}

}  // namespace

PlaceChooser::PlaceChooser(const std::vector<OfferedPlace>& offered, const char* everywhere,
                           const char* accessible_name, const char* tooltip, std::function<void()> on_change)
    : offered_(offered), on_change_(std::move(on_change)), combo_(gtk_combo_box_text_new()) {
  GtkComboBoxText* const combo = GTK_COMBO_BOX_TEXT(combo_);
  gtk_combo_box_text_append_text(combo, everywhere);
  for (const OfferedPlace& place : offered_) gtk_combo_box_text_append_text(combo, place.name.c_str());
  gtk_combo_box_set_active(GTK_COMBO_BOX(combo_), 0);
  keep_narrow(combo_);
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

#include "controls/size_control.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/translation.h"
#include "core/working_side.h"
#include "session/words/offered_sizes.h"

namespace ui {
namespace {

constexpr int kSpacing = 6;
constexpr int kStep = 16;
constexpr int kPage = 256;
constexpr int kLeast = 16;
constexpr char kCustom[] = "custom";

}  // namespace

SizeControl::SizeControl(core::Size layer, std::function<void()> on_change)
    : layer_(layer),
      on_change_(std::move(on_change)),
      offered_(offered_sizes(layer)),
      box_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kSpacing)),
      list_(gtk_combo_box_text_new()),
      number_(gtk_spin_button_new_with_range(std::min(kLeast, layer.longer_side()),
                                             std::max(kLeast, layer.longer_side()), kStep)) {
  GtkComboBoxText* const list = GTK_COMBO_BOX_TEXT(list_);
  for (const int size : offered_) {
    gtk_combo_box_text_append(list, std::to_string(size).c_str(), size_name(size, layer_).c_str());
  }
  gtk_combo_box_text_append(list, kCustom, _("Another size"));
  gtk_widget_set_tooltip_text(list_, _("How large the picture is that is computed; the result is brought to "
                                       "the layer's own size. Larger ones have finer strokes and "
                                       "take longer"));
  set_accessible_name(list_, _("Size"));
  gtk_spin_button_set_increments(GTK_SPIN_BUTTON(number_), kStep, kPage);
  gtk_entry_set_activates_default(GTK_ENTRY(number_), TRUE);
  gtk_widget_set_tooltip_text(number_, _("Longer side in pixels"));
  set_accessible_name(number_, _("Size in pixels"));
  gtk_widget_set_no_show_all(number_, TRUE);
  gtk_widget_set_hexpand(list_, TRUE);
  gtk_container_add(GTK_CONTAINER(box_), list_);
  gtk_container_add(GTK_CONTAINER(box_), number_);
  const auto on_choice = +[](GtkWidget*, gpointer self) { static_cast<SizeControl*>(self)->choose(); };
  g_signal_connect(list_, "changed", G_CALLBACK(on_choice), this);
  g_signal_connect(number_, "value-changed", G_CALLBACK(on_choice), this);
  show(core::Parameters());
}

bool SizeControl::is_custom() const {
  return g_strcmp0(gtk_combo_box_get_active_id(GTK_COMBO_BOX(list_)), kCustom) == 0;
}

int SizeControl::chosen() const {
  if (is_custom()) return gtk_spin_button_get_value_as_int(GTK_SPIN_BUTTON(number_));
  const gchar* const size = gtk_combo_box_get_active_id(GTK_COMBO_BOX(list_));
  return size ? static_cast<int>(g_ascii_strtoll(size, nullptr, 10)) : 0;
}

void SizeControl::choose() {
  if (showing_) return;
  gtk_widget_set_visible(number_, is_custom());
  on_change_();
}

void SizeControl::show(const core::Parameters& parameters) {
  const int side = core::working_side(parameters.size, layer_);
  const bool full = side == layer_.longer_side();
  const int before = chosen();
  const bool offered = full || std::find(offered_.begin(), offered_.end(), side) != offered_.end();
  showing_ = true;
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(number_), side);
  gtk_combo_box_set_active_id(GTK_COMBO_BOX(list_),
                              offered ? std::to_string(full ? 0 : side).c_str() : kCustom);
  gtk_widget_set_visible(number_, is_custom());
  showing_ = false;
  if (chosen() != before) on_change_();
}

void SizeControl::store(core::Parameters& parameters) const {
  if (is_custom())
    gtk_spin_button_update(GTK_SPIN_BUTTON(number_));  // takes what was typed but not yet entered
  if (core::working_side(chosen(), layer_) != core::working_side(parameters.size, layer_)) {
    parameters.size = chosen();
  }
}

void SizeControl::show_times(const std::vector<SizeTime>& times) {
  GtkTreeModel* const model = gtk_combo_box_get_model(GTK_COMBO_BOX(list_));
  for (std::size_t i = 0; i < offered_.size(); ++i) {
    const auto known = std::find_if(times.begin(), times.end(),
                                    [&](const SizeTime& time) { return time.size == offered_[i]; });
    const double seconds = known == times.end() ? -1 : known->seconds;
    GtkTreeIter row;
    gtk_tree_model_iter_nth_child(model, &row, nullptr, static_cast<gint>(i));
    gtk_list_store_set(GTK_LIST_STORE(model), &row, 0, size_text(offered_[i], layer_, seconds).c_str(), -1);
  }
}

}  // namespace ui

#include "controls/animation_controls.h"

#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr int kTitleSpacing = 6;
constexpr double kWeightStep = 100;
constexpr int kWeightCharacters = 8;

}  // namespace

AnimationControls::AnimationControls(int frames, std::function<void(int)> on_frame,
                                     std::function<void()> on_weight)
    : on_frame_(std::move(on_frame)),
      on_weight_(std::move(on_weight)),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, kTitleSpacing)),
      frame_(gtk_scale_new_with_range(GTK_ORIENTATION_HORIZONTAL, 1, frames, 1)),
      weight_(gtk_spin_button_new_with_range(0, core::FilmPainter::Settings::kGreatestTemporalWeight,
                                             kWeightStep)) {
  gtk_scale_set_value_pos(GTK_SCALE(frame_), GTK_POS_RIGHT);
  gtk_widget_set_hexpand(frame_, TRUE);
  gtk_widget_set_tooltip_text(frame_, _("The frame that the preview shows; all of them are painted"));
  set_accessible_name(frame_, _("Frame in the preview"));
  gtk_entry_set_activates_default(GTK_ENTRY(weight_), TRUE);
  gtk_entry_set_width_chars(GTK_ENTRY(weight_), kWeightCharacters);
  gtk_widget_set_halign(weight_, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text(
      weight_, _("How firmly a frame is held to the one before, moved as the animation moves; 0 "
                 "paints each by itself, which flickers and takes longer"));
  set_accessible_name(weight_, _("Temporal weight"));
  rows_.add_unreset(_("Frame to _look at"), frame_);
  rows_.add_unreset(_("_Hold still"), weight_);
  gtk_container_add(GTK_CONTAINER(box_), make_heading(_("Animation")));
  gtk_container_add(GTK_CONTAINER(box_), rows_.widget());
  g_signal_connect(
      frame_, "value-changed", G_CALLBACK(+[](GtkRange* range, gpointer self) {
        static_cast<AnimationControls*>(self)->on_frame_(static_cast<int>(gtk_range_get_value(range)) - 1);
      }),
      this);
  g_signal_connect(weight_, "value-changed", G_CALLBACK(+[](GtkSpinButton*, gpointer self) {
                     static_cast<AnimationControls*>(self)->on_weight_();
                   }),
                   this);
}

void AnimationControls::show(const Settings& settings) {
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(weight_), settings.temporal_weight);
}

void AnimationControls::store(Settings& settings) const {
  gtk_spin_button_update(GTK_SPIN_BUTTON(weight_));  // takes what was typed but not yet entered
  settings.temporal_weight = gtk_spin_button_get_value(GTK_SPIN_BUTTON(weight_));
}

}  // namespace ui

#include "strength_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "translation.h"

namespace ui {
namespace {

constexpr double kMiddle = 50;
constexpr double kGreatest = 100;
constexpr double kDecadesEachWay = 3;

double default_ratio() {
  const core::Parameters defaults;
  return defaults.style_weight / defaults.content_weight;
}

}  // namespace

double strength_of(const core::Parameters& parameters) {
  if (!(parameters.content_weight > 0)) return kGreatest;
  const double ratio = parameters.style_weight / parameters.content_weight;
  if (!(ratio > 0)) return 0;
  const double decades = std::log10(ratio / default_ratio());
  return std::clamp(kMiddle + decades * kMiddle / kDecadesEachWay, 0.0, kGreatest);
}

void set_strength(core::Parameters& parameters, double strength) {
  if (!(parameters.content_weight > 0)) parameters.content_weight = core::Parameters().content_weight;
  const double ratio = default_ratio() * std::pow(10, (strength - kMiddle) * kDecadesEachWay / kMiddle);
  const core::ParameterRow& row = core::parameter_row("style-weight");
  parameters.style_weight = std::clamp(parameters.content_weight * ratio, row.least, row.greatest);
}

StrengthScale::StrengthScale(std::function<void()> on_change)
    : scale_(gtk_scale_new_with_range(GTK_ORIENTATION_HORIZONTAL, 0, kGreatest, 1)),
      on_change_(std::move(on_change)) {
  g_signal_connect(scale_, "value-changed", G_CALLBACK(call), &on_change_);
  GtkScale* const scale = GTK_SCALE(scale_);
  gtk_scale_set_value_pos(scale, GTK_POS_RIGHT);
  gtk_scale_set_digits(scale, 0);
  gtk_scale_add_mark(scale, 0, GTK_POS_BOTTOM, _("like the photo"));
  gtk_scale_add_mark(scale, kMiddle, GTK_POS_BOTTOM, _("balanced"));
  gtk_scale_add_mark(scale, kGreatest, GTK_POS_BOTTOM, _("like the style"));
  gtk_widget_set_hexpand(scale_, TRUE);
  gtk_widget_set_tooltip_text(scale_,
                              _("How much of the style is taken up, against how much of the layout is kept"));
  set_accessible_name(scale_, _("Style strength"));
}

void StrengthScale::show(const core::Parameters& parameters) {
  gtk_range_set_value(GTK_RANGE(scale_), strength_of(parameters));
}

void StrengthScale::store(core::Parameters& parameters) const {
  const double strength = gtk_range_get_value(GTK_RANGE(scale_));
  // An untouched slider must not round weights that were given as numbers.
  if (std::abs(strength - strength_of(parameters)) > 0.5) set_strength(parameters, strength);
}

}  // namespace ui

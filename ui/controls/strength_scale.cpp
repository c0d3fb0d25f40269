#include "controls/strength_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr double kMiddle = 50;
constexpr double kGreatest = 100;
constexpr double kDecadesEachWay = 3;

double default_ratio() {
  const core::Parameters defaults;
  return defaults.style_weight / defaults.content_weight;
}

std::string text_of(double strength) { return base::format("%.0f", strength); }

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
    : scale_({0, kGreatest, 1, {_("like the photo"), _("balanced"), _("like the style")}}, text_of,
             _("Style strength"),
             _("How much of the style is taken up, against how much of the layout is kept"),
             std::move(on_change)) {}

void StrengthScale::show(const core::Parameters& parameters) { scale_.set_value(strength_of(parameters)); }

void StrengthScale::store(core::Parameters& parameters) const {
  const double strength = scale_.value();
  // An untouched slider must not round weights that were given as numbers.
  if (std::abs(strength - strength_of(parameters)) > 0.5) set_strength(parameters, strength);
}

}  // namespace ui

#include "controls/stroke_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr double kDoublings = 2;  // each way
constexpr double kScaleStep = 0.1;

double position_of(const core::Parameters& parameters) {
  return std::clamp(std::log2(parameters.style_scale), -kDoublings, kDoublings);
}

std::string text_of_position(double position) { return base::format("%.2f×", std::exp2(position)); }

}  // namespace

StrokeScale::StrokeScale(std::function<void()> on_change)
    : scale_({-kDoublings, kDoublings, kScaleStep, {_("fine"), _("as painted"), _("broad")}},
             text_of_position, _("Stroke size"),
             _("How large the brush strokes are, compared with those of the style picture in its own size"),
             std::move(on_change)) {}

void StrokeScale::show(const core::Parameters& parameters) { scale_.set_value(position_of(parameters)); }

void StrokeScale::store(core::Parameters& parameters) const {
  const double position = scale_.value();
  if (std::abs(position - position_of(parameters)) < kScaleStep / 2) return;
  parameters.style_scale = std::round(std::exp2(position) * 100) / 100;
}

}  // namespace ui

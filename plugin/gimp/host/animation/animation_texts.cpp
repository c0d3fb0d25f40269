#include "gimp/host/animation/animation_texts.h"

#include <algorithm>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/refusals.h"
#include "ui/animation_task.h"

namespace gimp {

const char* const kTemporalWeightBlurb =
    N_("How firmly a frame is held to the one before, moved as the animation moves; 0 paints each by itself");

void set_temporal_weight(Values& values, const std::string& text) {
  gchar* end = nullptr;
  const double weight = g_ascii_strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(weight >= 0 && weight <= kGreatestTemporalWeight)) {
    throw base::Error(base::format(_("temporal-weight must be a number from 0 to %g, not \"%s\""),
                                   kGreatestTemporalWeight, text.c_str()));
  }
  values.temporal_weight = weight;
}

void take_temporal_weight(Values& values, core::Assignments& assignments) {
  const auto is_weight = [](const auto& assignment) { return assignment.first == kTemporalWeight; };
  for (const auto& assignment : assignments) {
    if (is_weight(assignment)) set_temporal_weight(values, assignment.second);
  }
  assignments.erase(std::remove_if(assignments.begin(), assignments.end(), is_weight), assignments.end());
}

void check_animation(const Values& values) {
  if (values.has_places()) throw places_in_animation();
  ui::check_animation(values.parameters);
}

}  // namespace gimp

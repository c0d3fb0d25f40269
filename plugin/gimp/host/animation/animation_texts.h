// The temporal weight among the arguments of scripts.
#pragma once

#include <string>

#include "core/assignments.h"
#include "core/film_painter.h"
#include "gimp/host/values.h"

namespace gimp {

inline constexpr char kTemporalWeight[] = "temporal-weight";
inline constexpr double kGreatestTemporalWeight = core::FilmPainter::Settings::kGreatestTemporalWeight;
extern const char* const kTemporalWeightBlurb;  // untranslated

// Throws base::Error that says what would be right.
void set_temporal_weight(Values& values, const std::string& text);
// Out of the assignments, if it is among them.
void take_temporal_weight(Values& values, core::Assignments& assignments);

// What an animation's values cannot have: throws base::Error.
void check_animation(const Values& values);

}  // namespace gimp

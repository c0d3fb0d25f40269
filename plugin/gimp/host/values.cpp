#include "gimp/host/values.h"

#include <algorithm>

namespace gimp {

bool Values::selection_is_place() const {
  const auto is_selection = [](const ui::Place& place) { return place.kind == ui::Place::Kind::kSelection; };
  return is_selection(keep) || is_selection(freeze) ||
         std::any_of(styles.begin(), styles.end(),
                     [&](const StyleValue& style) { return is_selection(style.place); });
}

bool Values::has_places() const {
  const auto is_one = [](const ui::Place& place) { return place.kind != ui::Place::Kind::kEverywhere; };
  return is_one(keep) || is_one(freeze) ||
         std::any_of(styles.begin(), styles.end(),
                     [&](const StyleValue& style) { return is_one(style.place); });
}

}  // namespace gimp

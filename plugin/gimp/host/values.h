// What a run paints with: kept as last values, and given by a call.
#pragma once

#include <vector>

#include "core/parameters.h"
#include "gimp/host/style_source.h"
#include "ui/host.h"

namespace gimp {

struct StyleValue {
  StyleSource source;
  double weight = 1;  // see ui::StyleUse
  double scale = 1;
  ui::Place place;
};

struct Values {
  std::vector<StyleValue> styles;
  ui::Place keep;  // see ui::Settings
  ui::Place freeze;
  core::Parameters parameters;
  // Of an animation; see ui::Settings.
  double temporal_weight = ui::Settings().temporal_weight;
  bool to_rgb = false;  // an image with indexed colours may be converted

  bool has_style() const { return !styles.empty() && !styles.front().source.empty(); }
  // The first style's; makes one where there is none.
  StyleSource& first() { return styles.empty() ? styles.emplace_back().source : styles.front().source; }
  // Whether the selection says where something is, and not what of the result is to be seen.
  bool selection_is_place() const;
  // Whether anything has a place at all.
  bool has_places() const;
};

}  // namespace gimp

// Named sets of parameters: some that come with the program, and the user's own.
//
// The user's are in "presets.ini" of the configuration folder: a group for each, with its name and its
// parameters by the names of the table. A preset sets what it lists and leaves the rest.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/parameters.h"

namespace ui {

struct Preset {
  using Values = std::vector<std::pair<std::string, std::string>>;  // parameter's name, value's text
  std::string name;
  bool own = false;  // the user's
  Values values;
};

// They set how it is painted and leave the weights, and the size but for a quick look.
std::vector<Preset> shipped_presets();

// All of `parameters` but what belongs to the machine.
Preset make_preset(const std::string& name, const core::Parameters& parameters);

// What another version wrote may be unknown here, or out of range: such values are left as they are, and
// `notes` gets a sentence for each.
core::Parameters with_preset(const Preset& preset, core::Parameters parameters,
                             std::vector<std::string>& notes);

std::vector<Preset> load_presets();
// Keeps values that are unknown here. Throws base::Error where the file cannot be written.
void save_presets(const std::vector<Preset>& own);

}  // namespace ui

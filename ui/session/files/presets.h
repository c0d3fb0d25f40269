// Named sets of parameters: some that come with the program, and the user's own.
//
// The user's are in "presets.ini" of the configuration folder: a group for each, with its name, its parameters
// by the names of the table, and the styles that it is made of, if these are several ("style-1=SHARE SIZE
// URI" and so on). A preset sets what it lists and leaves the rest.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/parameters.h"
#include "ui/host.h"

namespace ui {

struct Preset {
  using Values = std::vector<std::pair<std::string, std::string>>;  // parameter's name, value's text
  std::string name;
  bool own = false;  // the user's
  Values values;
  // Files, each with share and size; none: whatever is chosen stays. Places belong to an image, not to a
  // preset.
  std::vector<StyleUse> styles = {};
};

// They set how it is painted and leave the weights, and the size but for a quick look.
std::vector<Preset> shipped_presets();

// All of `parameters` but what belongs to the machine; and the styles, where these are several and all files.
Preset make_preset(const std::string& name, const core::Parameters& parameters,
                   const std::vector<StyleUse>& styles = {});

// What another version wrote may be unknown here, or out of range: such values are left as they are, and
// `notes` gets a sentence for each.
core::Parameters with_preset(const Preset& preset, core::Parameters parameters,
                             std::vector<std::string>& notes);

// Whether those have the preset's files, shares and sizes, if it has any.
bool has_preset_styles(const Preset& preset, const std::vector<StyleUse>& styles);

std::vector<Preset> load_presets();
// Keeps values that are unknown here. Throws base::Error where the file cannot be written.
void save_presets(const std::vector<Preset>& own);

}  // namespace ui

// A named set of parameters: one that comes with the program, or the user's own. It sets what it lists and
// leaves the rest. Values only; where they are kept is in preset_files.h.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/parameters.h"

namespace presets {

// Longer side of a quick look, in pixels.
constexpr int kQuickSide = 512;

// A style file with what core::Style says of it.
struct PresetStyle {
  std::string file;
  double weight = 1;
  double scale = 1;
};

struct Preset {
  using Values = std::vector<std::pair<std::string, std::string>>;  // parameter's name, value's text
  std::string name;
  bool own = false;  // the user's
  Values values;
  // None: whatever is chosen stays. Places belong to an image, not to a preset.
  std::vector<PresetStyle> styles = {};
  std::string english = {};  // its name in English, where `name` may be translated
};

// They set how it is painted and leave the weights, and the size but for a quick look.
std::vector<Preset> shipped_presets();

// All of `parameters` but what belongs to the machine; and the styles.
Preset make_preset(const std::string& name, const core::Parameters& parameters,
                   const std::vector<PresetStyle>& styles = {});

// What another version wrote may be unknown here, or out of range: such values are left as they are, and
// `notes` gets a sentence for each.
core::Parameters with_preset(const Preset& preset, core::Parameters parameters,
                             std::vector<std::string>& notes);
// The same, but throws base::Error for such values.
core::Parameters with_whole_preset(const Preset& preset, const core::Parameters& parameters);

}  // namespace presets

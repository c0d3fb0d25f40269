// A preset as a script names it.
#pragma once

#include <string>

#include "gimp/host/values.h"

namespace gimp {

inline constexpr char kPreset[] = "preset";  // the argument's name
extern const char* const kPresetBlurb;       // to be translated

// Puts the preset (presets/find_preset.h; "": none) below what `values` has already: parameters that are
// not as usual stay, and so does a style. Throws base::Error for an unknown preset.
void take_preset(Values& values, const std::string& preset);

}  // namespace gimp

// A preset as an option or a script names it.
#pragma once

#include <string>
#include <vector>

#include "presets/preset.h"

namespace presets {

// `given`: a name of the user's own or of those that come with the program, in which capital letters do not
// count and - and _ stand for spaces ("strong-brushwork"); or a file that export_preset() wrote. `notes` as
// import_preset() fills it. Throws base::Error: of an unknown name it lists those that there are.
Preset find_preset(const std::string& given, std::vector<std::string>& notes);

}  // namespace presets

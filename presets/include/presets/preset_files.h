// Where presets are kept.
//
// The user's own are in "presets.ini" of the configuration folder: a group for each, with its name, its
// parameters by the names of the table, and the styles that it is made of ("style-1=SHARE SIZE URI" and so
// on). One that goes to somebody else is a file of its own, a recipe (core/recipe.h), which names its
// styles without their folders.
#pragma once

#include <string>
#include <vector>

#include "presets/preset.h"

namespace presets {

std::vector<Preset> load_presets();
// Keeps values that are unknown here. Throws base::Error where the file cannot be written.
void save_presets(const std::vector<Preset>& own);

// Throws base::Error where the file cannot be written, or a style not read.
void export_preset(const Preset& preset, const std::string& path);
// Called as the file. Its styles lie beside it or come with the program; if one does not, the preset has
// none, and `notes` gets a sentence. Throws base::Error naming the file where it is no recipe.
Preset import_preset(const std::string& path, std::vector<std::string>& notes);

}  // namespace presets

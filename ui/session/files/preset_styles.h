// The styles of presets as the dialog knows them, and back.
#pragma once

#include <vector>

#include "presets/preset.h"
#include "ui/host.h"

namespace ui {

// What a preset keeps of them: nothing where it is a single one, or where one is no file.
std::vector<presets::PresetStyle> preset_styles(const std::vector<StyleUse>& styles);
std::vector<StyleUse> style_uses(const presets::Preset& preset);

// Whether those have the preset's files, shares and sizes, if it has any.
bool has_preset_styles(const presets::Preset& preset, const std::vector<StyleUse>& styles);

}  // namespace ui

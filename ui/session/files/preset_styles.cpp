#include "session/files/preset_styles.h"

#include <algorithm>

namespace ui {

std::vector<presets::PresetStyle> preset_styles(const std::vector<StyleUse>& styles) {
  std::vector<presets::PresetStyle> kept;
  if (styles.size() < 2) return kept;
  for (const StyleUse& style : styles) {
    if (style.picture.kind != StyleChoice::Kind::kFile) return {};
    kept.push_back({style.picture.file, style.weight, style.scale});
  }
  return kept;
}

std::vector<StyleUse> style_uses(const presets::Preset& preset) {
  std::vector<StyleUse> uses;
  for (const presets::PresetStyle& style : preset.styles) {
    uses.push_back({{StyleChoice::Kind::kFile, style.file, -1}, style.weight, style.scale, {}});
  }
  return uses;
}

bool has_preset_styles(const presets::Preset& preset, const std::vector<StyleUse>& styles) {
  return preset.styles.empty() ||
         std::equal(styles.begin(), styles.end(), preset.styles.begin(), preset.styles.end(),
                    [](const StyleUse& a, const presets::PresetStyle& b) {
                      return a.picture == StyleChoice{StyleChoice::Kind::kFile, b.file, -1} &&
                             a.weight == b.weight && a.scale == b.scale;
                    });
}

}  // namespace ui

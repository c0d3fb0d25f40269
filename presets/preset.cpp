#include "presets/preset.h"

#include "base/error.h"
#include "base/translation.h"

namespace presets {
namespace {

struct Shipped {
  const char* name;
  const char* changes;  // of what shipped presets hold; the rest gets the defaults
  int size = 0;         // 0: left as it is
};

constexpr Shipped kShipped[] = {
    {N_("Balanced"), ""},
    {N_("Strong brushwork"), "style-scale=2 style-weight=30"},
    {N_("Keep the photo"), "style-weight=3"},
    {N_("Fine detail"), "style-scale=0.5 iterations=60"},
    {N_("Quick look"), "iterations=25", kQuickSide},
};

using Presets = core::ParameterRow::Presets;

// Of the parameters that these presets hold.
Preset::Values values_for(Presets presets, const core::Parameters& parameters) {
  Preset::Values values;
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (row.presets >= presets) values.emplace_back(row.name, core::parameter_text(parameters, row));
  }
  return values;
}

}  // namespace

std::vector<Preset> shipped_presets() {
  std::vector<Preset> presets;
  for (const Shipped& shipped : kShipped) {
    core::Parameters parameters;
    core::set_parameters(parameters, shipped.changes);
    Preset& preset = presets.emplace_back();
    preset.name = _(shipped.name);
    preset.english = shipped.name;
    preset.values = values_for(Presets::kShippedAndOwn, parameters);
    if (shipped.size > 0) preset.values.emplace_back("size", std::to_string(shipped.size));
  }
  return presets;
}

Preset make_preset(const std::string& name, const core::Parameters& parameters,
                   const std::vector<PresetStyle>& styles) {
  return {name, true, values_for(Presets::kOwn, parameters), styles};
}

core::Parameters with_preset(const Preset& preset, core::Parameters parameters,
                             std::vector<std::string>& notes) {
  for (const auto& [name, value] : preset.values) {
    try {
      core::set_parameter(parameters, name, value);
    } catch (const base::Error& error) {
      notes.push_back(
          base::format(_("a value of the preset “%s” is left out: %s"), preset.name.c_str(), error.what()));
    }
  }
  return parameters;
}

core::Parameters with_whole_preset(const Preset& preset, const core::Parameters& parameters) {
  std::vector<std::string> notes;
  core::Parameters painted = with_preset(preset, parameters, notes);
  if (!notes.empty()) throw base::Error(notes.front());
  return painted;
}

}  // namespace presets

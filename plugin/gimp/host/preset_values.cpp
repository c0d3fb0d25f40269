#include "gimp/host/preset_values.h"

#include "base/error.h"
#include "base/translation.h"
#include "presets/find_preset.h"

namespace gimp {

const char* const kPresetBlurb =
    N_("A preset's name (balanced, strong-brushwork, keep-the-photo, fine-detail, quick-look, or one of "
       "yours), or a file "
       "that one was exported to; what else is given and not as usual takes the place of what it says");

void take_preset(Values& values, const std::string& given) {
  if (given.empty()) return;
  std::vector<std::string> notes;
  const presets::Preset preset = presets::find_preset(given, notes);
  core::Parameters parameters = presets::with_whole_preset(preset, {});
  for (const core::ParameterRow& row : core::parameter_table()) {
    const std::string value = core::parameter_text(values.parameters, row);
    if (value != core::parameter_text({}, row)) core::set_parameter(parameters, row.name, value);
  }
  values.parameters = parameters;
  if (values.has_style()) return;
  if (!notes.empty()) throw base::Error(notes.front());
  values.styles.clear();
  for (const presets::PresetStyle& style : preset.styles) {
    StyleValue& value = values.styles.emplace_back();
    value.source.file = style.file;
    value.weight = style.weight;
    value.scale = style.scale;
  }
}

}  // namespace gimp

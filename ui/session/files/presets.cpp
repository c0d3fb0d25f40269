#include "session/files/presets.h"

#include <cstring>

#include "base/error.h"
#include "base/translation.h"
#include "session/files/config_file.h"
#include "session/words/offered_sizes.h"
#include "ui/take_text.h"

namespace ui {
namespace {

constexpr char kFile[] = "presets.ini";
constexpr char kName[] = "name";

// The parameters that the shipped presets set; to the defaults where they say nothing else.
constexpr const char* kPainting[] = {"iterations",   "scales",    "optimizer",  "content-weight",
                                     "style-weight", "tv-weight", "keep-lines", "style-scale",
                                     "init",         "colour"};

struct Shipped {
  const char* name;
  const char* changes;
  int size = 0;  // 0: left as it is
};

constexpr Shipped kShipped[] = {
    {N_("Balanced"), ""},
    {N_("Strong brushwork"), "style-scale=2 style-weight=30"},
    {N_("Keep the photo"), "style-weight=3"},
    {N_("Fine detail"), "style-scale=0.5 iterations=60"},
    {N_("Quick look"), "iterations=25", kQuickSide},
};

Preset read_group(GKeyFile* file, const char* group) {
  Preset preset;
  preset.own = true;
  gchar** const keys = g_key_file_get_keys(file, group, nullptr, nullptr);
  for (gchar** key = keys; key && *key; ++key) {
    const std::string value = take_text(g_key_file_get_string(file, group, *key, nullptr));
    if (std::strcmp(*key, kName) == 0) {
      preset.name = value;
    } else {
      preset.values.emplace_back(*key, value);
    }
  }
  g_strfreev(keys);
  return preset;
}

}  // namespace

std::vector<Preset> shipped_presets() {
  std::vector<Preset> presets;
  for (const Shipped& shipped : kShipped) {
    core::Parameters parameters;
    core::set_parameters(parameters, shipped.changes);
    Preset& preset = presets.emplace_back();
    preset.name = _(shipped.name);
    for (const char* name : kPainting) {
      preset.values.emplace_back(name, core::parameter_text(parameters, core::parameter_row(name)));
    }
    if (shipped.size > 0) preset.values.emplace_back("size", std::to_string(shipped.size));
  }
  return presets;
}

Preset make_preset(const std::string& name, const core::Parameters& parameters) {
  Preset preset{name, true, {}};
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (std::strcmp(row.group, "Machine") == 0) continue;
    preset.values.emplace_back(row.name, core::parameter_text(parameters, row));
  }
  return preset;
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

std::vector<Preset> load_presets() {
  const KeyFile file = load_config(kFile);
  std::vector<Preset> presets;
  gchar** const groups = g_key_file_get_groups(file.get(), nullptr);
  for (gchar** group = groups; *group; ++group) {
    Preset preset = read_group(file.get(), *group);
    if (!preset.name.empty()) presets.push_back(std::move(preset));
  }
  g_strfreev(groups);
  return presets;
}

void save_presets(const std::vector<Preset>& own) {
  const KeyFile file(g_key_file_new());
  for (std::size_t i = 0; i < own.size(); ++i) {
    const std::string group = "preset-" + std::to_string(i + 1);
    g_key_file_set_string(file.get(), group.c_str(), kName, own[i].name.c_str());
    for (const auto& [name, value] : own[i].values) {
      g_key_file_set_string(file.get(), group.c_str(), name.c_str(), value.c_str());
    }
  }
  save_config(kFile, file.get());
}

}  // namespace ui

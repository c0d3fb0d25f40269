#include "session/files/presets.h"

#include <algorithm>
#include <cstring>
#include <locale>
#include <sstream>

#include "base/error.h"
#include "base/translation.h"
#include "core/painter.h"
#include "session/files/config_file.h"
#include "session/words/offered_sizes.h"
#include "ui/take_text.h"

namespace ui {
namespace {

constexpr char kPresetsFile[] = "presets.ini";
constexpr char kName[] = "name";
constexpr char kStyle[] = "style-";  // and a number

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

// "0.7 1 file:///home/me/waves.png", whatever the language; a file name need not be UTF-8, which this must be.
std::string style_text(const StyleUse& style) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text << style.weight << " " << style.scale << " "
       << take_text(g_filename_to_uri(style.picture.file.c_str(), nullptr, nullptr));
  return text.str();
}

bool read_style(const std::string& text, StyleUse& style) {
  std::istringstream stream(text);
  stream.imbue(std::locale::classic());
  std::string uri;
  stream >> style.weight >> style.scale >> uri;
  style.picture = {StyleChoice::Kind::kFile, take_text(g_filename_from_uri(uri.c_str(), nullptr, nullptr)),
                   -1};
  return !style.picture.file.empty() && style.weight >= 0 && style.scale >= core::kLeastStyleScale &&
         style.scale <= core::kGreatestStyleScale;
}

// `style-1` and so on, in the order of their numbers.
std::string style_key(std::size_t number) { return kStyle + std::to_string(number); }

Preset read_group(GKeyFile* file, const char* group) {
  Preset preset;
  preset.own = true;
  gchar** const keys = g_key_file_get_keys(file, group, nullptr, nullptr);
  for (gchar** key = keys; key && *key; ++key) {
    const std::string value = take_text(g_key_file_get_string(file, group, *key, nullptr));
    StyleUse style;
    if (std::strcmp(*key, kName) == 0) {
      preset.name = value;
    } else if (*key == style_key(preset.styles.size() + 1) && read_style(value, style)) {
      preset.styles.push_back(style);
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
    preset.values = values_for(Presets::kShippedAndOwn, parameters);
    if (shipped.size > 0) preset.values.emplace_back("size", std::to_string(shipped.size));
  }
  return presets;
}

Preset make_preset(const std::string& name, const core::Parameters& parameters,
                   const std::vector<StyleUse>& styles) {
  Preset preset{name, true, values_for(Presets::kOwn, parameters), {}};
  const bool all_files = std::all_of(styles.begin(), styles.end(), [](const StyleUse& style) {
    return style.picture.kind == StyleChoice::Kind::kFile;
  });
  if (styles.size() < 2 || !all_files) return preset;
  preset.styles = styles;
  for (StyleUse& style : preset.styles) style.place = {};
  return preset;
}

bool has_preset_styles(const Preset& preset, const std::vector<StyleUse>& styles) {
  return preset.styles.empty() ||
         std::equal(styles.begin(), styles.end(), preset.styles.begin(), preset.styles.end(),
                    [](const StyleUse& a, const StyleUse& b) {
                      return a.picture == b.picture && a.weight == b.weight && a.scale == b.scale;
                    });
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
  const KeyFile file = load_config(kPresetsFile);
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
    for (std::size_t number = 1; number <= own[i].styles.size(); ++number) {
      g_key_file_set_string(file.get(), group.c_str(), style_key(number).c_str(),
                            style_text(own[i].styles[number - 1]).c_str());
    }
  }
  save_config(kPresetsFile, file.get());
}

}  // namespace ui

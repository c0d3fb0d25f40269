#include "presets/preset_files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <locale>
#include <sstream>

#include "base/error.h"
#include "base/sha256.h"
#include "base/translation.h"
#include "core/painter.h"
#include "core/recipe.h"
#include "core/recipe_file.h"
#include "presets/config_file.h"
#include "presets/take_text.h"

namespace presets {
namespace {

namespace fs = std::filesystem;

constexpr char kFile[] = "presets.ini";
constexpr char kName[] = "name";
constexpr char kStyle[] = "style-";  // and a number
constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 20;

// "0.7 1 file:///home/me/waves.png", whatever the language; a file name need not be UTF-8, which this must
// be.
std::string style_text(const PresetStyle& style) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text << style.weight << " " << style.scale << " "
       << take_text(g_filename_to_uri(style.file.c_str(), nullptr, nullptr));
  return text.str();
}

bool read_style(const std::string& text, PresetStyle& style) {
  std::istringstream stream(text);
  stream.imbue(std::locale::classic());
  std::string uri;
  stream >> style.weight >> style.scale >> uri;
  style.file = take_text(g_filename_from_uri(uri.c_str(), nullptr, nullptr));
  return !style.file.empty() && style.weight >= 0 && style.scale >= core::kLeastStyleScale &&
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
    PresetStyle style;
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

std::string text_of_file(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error)
    throw base::Error(base::format(_("%s cannot be read: %s"), path.c_str(), error.message().c_str()));
  if (size > kMostBytes) {
    throw base::Error(base::format(_("%s is no preset: it has more than a megabyte"), path.c_str()));
  }
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

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
    for (std::size_t number = 1; number <= own[i].styles.size(); ++number) {
      g_key_file_set_string(file.get(), group.c_str(), style_key(number).c_str(),
                            style_text(own[i].styles[number - 1]).c_str());
    }
  }
  save_config(kFile, file.get());
}

void export_preset(const Preset& preset, const std::string& path) {
  core::Recipe recipe;
  recipe.program = STYLE_TRANSFER_VERSION;
  recipe.parameters = with_whole_preset(preset, {});
  for (const PresetStyle& style : preset.styles) {
    recipe.styles.push_back(
        {{style.file, base::sha256_of_file(style.file)}, style.weight, style.scale, {}, {}});
  }
  const std::string text = core::recipe_text(recipe) + "\n";
  // Written beside it and renamed.
  GError* failure = nullptr;
  if (g_file_set_contents(path.c_str(), text.data(), static_cast<gssize>(text.size()), &failure)) return;
  const std::string reason = failure->message;
  g_error_free(failure);
  throw base::Error(base::format(_("%s cannot be written: %s"), path.c_str(), reason.c_str()));
}

Preset import_preset(const std::string& path, std::vector<std::string>& notes) {
  const core::Recipe recipe = core::read_recipe(text_of_file(path), path);
  Preset preset = make_preset(fs::path(path).stem().string(), recipe.parameters);
  for (const core::RecipeStyle& style : recipe.styles) {
    const std::string& name = style.picture.name;
    const fs::path beside = fs::path(path).parent_path() / name;
    const std::string file =
        core::find_file(style.picture, {beside.string(), core::sample_style_path(name)}).path;
    if (file.empty()) {
      notes.push_back(
          base::format(_("the style %s of the preset %s is not beside it, so that its styles are left out"),
                       name.c_str(), path.c_str()));
      preset.styles.clear();
      break;
    }
    preset.styles.push_back({fs::absolute(file).string(), style.weight, style.scale});
  }
  return preset;
}

}  // namespace presets

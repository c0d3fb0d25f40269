#include "presets/find_preset.h"

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/translation.h"
#include "presets/preset_files.h"

namespace presets {
namespace {

namespace fs = std::filesystem;

// "Strong brushwork" → "strong-brushwork": needs no quotes.
std::string plain_name(std::string name) {
  for (char& letter : name) {
    if (letter >= 'A' && letter <= 'Z') letter += 'a' - 'A';
    if (letter == ' ' || letter == '_') letter = '-';
  }
  return name;
}

bool is_called(const Preset& preset, const std::string& plain) {
  return plain_name(preset.name) == plain || plain_name(preset.english) == plain;
}

bool is_file(const std::string& given) {
  std::error_code error;
  return given.find('/') != std::string::npos || fs::is_regular_file(given, error);
}

}  // namespace

Preset find_preset(const std::string& given, std::vector<std::string>& notes) {
  std::vector<Preset> all = load_presets();
  for (Preset& shipped : shipped_presets()) all.push_back(std::move(shipped));
  const std::string plain = plain_name(given);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Preset& preset) { return is_called(preset, plain); });
  if (found != all.end()) return *found;
  if (is_file(given)) return import_preset(given, notes);
  std::string names;
  for (const Preset& preset : all) {
    names += (names.empty() ? "" : ", ") + plain_name(preset.english.empty() ? preset.name : preset.english);
  }
  throw base::Error(
      base::format(_("there is no preset “%s”; there are %s, and files that one was exported to"),
                   given.c_str(), names.c_str()));
}

}  // namespace presets

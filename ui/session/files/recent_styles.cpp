#include "session/files/recent_styles.h"

#include <algorithm>

#include "base/error.h"
#include "presets/config_file.h"
#include "presets/take_text.h"

namespace ui {
namespace {

using presets::KeyFile;
using presets::load_config;
using presets::save_config;
using presets::take_text;

constexpr char kRecentFile[] = "recent-styles.ini";
constexpr char kGroup[] = "styles";
constexpr char kKey[] = "files";

}  // namespace

std::vector<std::string> recent_styles() {
  const KeyFile config = load_config(kRecentFile);
  gchar** const uris = g_key_file_get_string_list(config.get(), kGroup, kKey, nullptr, nullptr);
  std::vector<std::string> files;
  for (gchar** uri = uris; uri && *uri && files.size() < kRecentStyles; ++uri) {
    const std::string file = take_text(g_filename_from_uri(*uri, nullptr, nullptr));
    if (g_file_test(file.c_str(), G_FILE_TEST_IS_REGULAR)) files.push_back(file);
  }
  g_strfreev(uris);
  return files;
}

void remember_style(const std::string& file) {
  std::vector<std::string> files = recent_styles();
  files.erase(std::remove(files.begin(), files.end(), file), files.end());
  files.insert(files.begin(), file);
  files.resize(std::min(files.size(), kRecentStyles));
  // A file name need not be UTF-8, which a key file must be.
  std::vector<std::string> uris;
  for (const std::string& name : files)
    uris.push_back(take_text(g_filename_to_uri(name.c_str(), nullptr, nullptr)));
  std::vector<const gchar*> list;
  for (const std::string& uri : uris) list.push_back(uri.c_str());
  const KeyFile config(g_key_file_new());
  g_key_file_set_string_list(config.get(), kGroup, kKey, list.data(), list.size());
  try {
    save_config(kRecentFile, config.get());
  } catch (const base::Error&) {
  }
}

}  // namespace ui

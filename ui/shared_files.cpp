#include "shared_files.h"

#include <glib.h>

#include <filesystem>
#include <vector>

namespace ui {
namespace {

constexpr char kStyles[] = "gimp-style-transfer/styles";

}  // namespace

std::string shared_folder() {
  std::vector<std::filesystem::path> folders = {g_get_user_data_dir()};
  for (const gchar* const* system = g_get_system_data_dirs(); *system; ++system)
    folders.emplace_back(*system);
  for (const std::filesystem::path& folder : folders) {
    std::error_code unreadable;
    if (std::filesystem::is_directory(folder / kStyles, unreadable)) return folder;
  }
  return {};
}

std::string sample_styles_folder() {
  const std::string folder = shared_folder();
  return folder.empty() ? "" : folder + "/" + kStyles;
}

}  // namespace ui

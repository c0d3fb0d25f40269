#include "base/data_files.h"

#include <sstream>
#include <string>

#include "base/user_folder.h"

namespace base {

namespace fs = std::filesystem;

std::vector<fs::path> share_folders() {
  std::vector<fs::path> folders;
  std::error_code unknown;
  fs::path folder = fs::read_symlink("/proc/self/exe", unknown).parent_path();
  for (int up = 0; !unknown && up <= 2; ++up, folder = folder.parent_path()) {
    folders.push_back(folder / "share");
  }
  const fs::path own = user_folder("XDG_DATA_HOME", ".local/share");
  if (!own.empty()) folders.push_back(own);
  const char* named = std::getenv("XDG_DATA_DIRS");
  std::istringstream system(named != nullptr && *named != '\0' ? named : "/usr/local/share:/usr/share");
  for (std::string path; std::getline(system, path, ':');) {
    if (fs::path(path).is_absolute()) folders.emplace_back(path);
  }
  return folders;
}

fs::path share_folder_with(const fs::path& relative) {
  for (const fs::path& folder : share_folders()) {
    std::error_code unreadable;
    if (fs::exists(folder / relative, unreadable)) return folder;
  }
  return {};
}

}  // namespace base

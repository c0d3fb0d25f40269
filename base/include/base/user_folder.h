// The user's folders by the XDG Base Directory Specification.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace base {

// What `variable` (such as "XDG_DATA_HOME") names, else `fallback` (such as ".local/share") in the home
// folder; empty where there is no home. The specification has relative paths ignored.
inline std::filesystem::path user_folder(const char* variable, const char* fallback) {
  const char* named = std::getenv(variable);
  if (named != nullptr && std::filesystem::path(named).is_absolute()) return named;
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return {};
  return std::filesystem::path(home) / fallback;
}

}  // namespace base

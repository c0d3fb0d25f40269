#include "core/recipe_file.h"

#include <filesystem>

#include "base/data_files.h"
#include "base/error.h"
#include "base/sha256.h"

namespace core {
namespace {

namespace fs = std::filesystem;

// Empty where it cannot be read: then it is not the one.
std::string readable_sum(const std::string& path) {
  try {
    return base::sha256_of_file(path);
  } catch (const base::Error&) {
    return "";
  }
}

}  // namespace

FoundFile find_file(const RecipeFile& wanted, const std::vector<std::string>& candidates) {
  FoundFile found;
  for (const std::string& candidate : candidates) {
    const fs::path path(candidate);
    std::error_code error;
    if (path.filename() != wanted.name || !fs::is_regular_file(path, error)) continue;
    if (wanted.sha256.empty() || readable_sum(candidate) == wanted.sha256) return {candidate, ""};
    found.other = candidate;
  }
  return found;
}

std::string sample_style_path(const std::string& name) {
  const fs::path sample = fs::path("gimp-style-transfer") / "styles" / name;
  return (base::share_folder_with(sample) / sample).string();
}

}  // namespace core

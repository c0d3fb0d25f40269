#include "cli/paint/recipe_files.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <vector>

#include "base/error.h"
#include "base/sha256.h"
#include "core/recipe_file.h"
#include "pictures/recipe_xmp.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;

}  // namespace

std::string recipe_text_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) throw base::Error(path + " cannot be read: " + error.message());
  if (size > kMostBytes) throw base::Error(path + " has more than 1 GiB, which no picture with a recipe has");
  pictures::Bytes bytes(static_cast<std::size_t>(size));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!file) throw base::Error(path + " cannot be read");
  const auto first =
      std::find_if(bytes.begin(), bytes.end(), [](unsigned char c) { return !std::isspace(c); });
  if (first != bytes.end() && *first == '{') return std::string(bytes.begin(), bytes.end());
  // XMP stands uncompressed in every format, so that whoever cannot read the format finds it.
  const std::string text = pictures::recipe_in(bytes);
  if (text.empty()) {
    throw base::Error(path +
                      " holds no recipe: it was not painted by this program, or another has removed it");
  }
  return text;
}

std::string find_recipe_file(const core::RecipeFile& file, const std::string& beside,
                             const std::string& option) {
  if (file.name.empty()) return "";
  const fs::path beside_it = fs::path(beside).parent_path() / file.name;
  const core::FoundFile found =
      core::find_file(file, {beside_it.string(), file.name, core::sample_style_path(file.name)});
  if (!found.path.empty()) return found.path;
  const std::string sum = file.sha256.empty() ? "" : " (SHA-256 " + file.sha256 + ")";
  throw base::Error("the recipe's file " + file.name + sum +
                    (found.other.empty() ? " is not here" : " is another one than " + found.other) + "; " +
                    option + " can name it");
}

core::RecipeFile RecipeFiles::of(const std::string& path) {
  const auto known = files_.find(path);
  if (known != files_.end()) return known->second;
  std::error_code error;
  if (path.empty() || !fs::is_regular_file(path, error)) return {};
  return files_[path] = {path, base::sha256_of_file(path)};
}

}  // namespace cli

#include "weights/weights_folder.h"

#include <algorithm>

#include "base/error.h"
#include "base/translation.h"
#include "base/user_folder.h"
#include "built_in/built_in.h"
#include "weights/catalogue.h"
#include "weights/import_weights.h"

namespace weights {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".safetensors";
constexpr char kRandom[] = "random";

// A name, not a path, that the catalogue has.
bool can_be_fetched(const std::string& name) {
  const std::vector<CatalogueEntry>& entries = catalogue();
  return std::any_of(entries.begin(), entries.end(),
                     [&](const CatalogueEntry& entry) { return entry.name == name; });
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

}  // namespace

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const BuiltIn& weights : built_in_table()) names.emplace_back(weights.name);
  names.emplace_back(kRandom);
  return names;
}

bool is_built_in(const std::string& name) { return name == kRandom || find_built_in(name) != nullptr; }

fs::path weights_folder() {
  const fs::path data = base::user_folder("XDG_DATA_HOME", ".local/share");
  return data.empty() ? data : data / "gimp-style-transfer" / "weights";
}

std::vector<fs::path> weight_files() {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(weights_folder(), error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == kExtension && is_file(entry->path())) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

fs::path new_weights_file(const std::string& name, bool replace) {
  check_weights_name(name);
  const fs::path folder = weights_folder();
  if (folder.empty())
    throw base::Error(_("there is no folder for weights: neither XDG_DATA_HOME nor HOME names one"));
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw base::Error(
        base::format(_("the folder %s cannot be made: %s"), folder.c_str(), error.message().c_str()));
  const fs::path file = folder / (name + kExtension);
  if (!replace && fs::exists(file, error)) {
    throw base::Error(
        base::format(_("%s is there already; choose another name, or have it replaced"), file.c_str()));
  }
  return file;
}

std::string find_weights(const std::string& asked) {
  std::error_code error;
  if (is_built_in(asked) || fs::exists(asked, error) || asked.find('/') != std::string::npos) return asked;
  const fs::path folder = weights_folder();
  for (const std::string& name : {asked, asked + kExtension}) {
    if (!folder.empty() && is_file(folder / name)) return folder / name;
  }
  if (can_be_fetched(asked)) {
    throw base::Error(base::format(
        _("the weights %1$s are not in %2$s yet; \"style-transfer weights fetch %1$s\" downloads them"),
        asked.c_str(), folder.c_str()));
  }
  return asked;
}

}  // namespace weights

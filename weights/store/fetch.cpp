#include "weights/fetch.h"

#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "weights/import_weights.h"
#include "weights/weights_folder.h"

namespace weights {
namespace {

namespace fs = std::filesystem;

// Beside the weights, so that it is on the same disk and lasts until the next attempt; gone where nothing is
// in it.
class DownloadFolder {
 public:
  explicit DownloadFolder(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    fs::create_directories(path_, error);
    if (error)
      throw base::Error(
          base::format(_("the folder %s cannot be made: %s"), path_.c_str(), error.message().c_str()));
  }
  ~DownloadFolder() {
    std::error_code not_empty;
    fs::remove(path_, not_empty);
  }
  DownloadFolder(const DownloadFolder&) = delete;
  DownloadFolder& operator=(const DownloadFolder&) = delete;

  fs::path file(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

fs::path target_of(const Fetch& wanted) {
  return new_weights_file(wanted.name.empty() ? wanted.entry.name : wanted.name, wanted.replace);
}

}  // namespace

void check_fetch(const Fetch& wanted) { target_of(wanted); }

std::optional<WeightSet> fetch(const Fetch& wanted,
                               const std::function<bool(const DownloadProgress&)>& go_on) {
  const fs::path target = target_of(wanted);
  const CatalogueEntry& entry = wanted.entry;
  const DownloadFolder folder(target.parent_path() / "downloads");
  const fs::path file = folder.file(file_name(entry));
  const std::string& url = wanted.url.empty() ? entry.url : wanted.url;
  if (!download({url, entry.size, entry.sha256, file.string()}, go_on)) return std::nullopt;
  Import import;
  import.source = file.string();
  import.network = network_name(entry.network);
  import.target = target.string();
  import.origin = origin_of(entry);
  WeightSet set = import_weights(import);
  std::error_code ignored;
  fs::remove(file, ignored);
  return set;
}

}  // namespace weights

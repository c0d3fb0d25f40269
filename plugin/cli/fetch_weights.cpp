#include <cstdio>
#include <filesystem>
#include <iostream>
#include <utility>

#include "base/error.h"
#include "download_report.h"
#include "interruption.h"
#include "new_weights.h"
#include "weights/catalogue.h"
#include "weights/download.h"
#include "weights/import_weights.h"
#include "weights_folder.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

weights::CatalogueEntry entry_of(const FetchRequest& request) {
  if (request.catalogue.empty()) return find_entry(weights::catalogue(), request.entry);
  return find_entry(weights::read_catalogue(request.catalogue), request.entry);
}

void describe(const weights::CatalogueEntry& entry, const std::string& url) {
  std::printf("%s: %s\n", entry.name.c_str(), entry.title.c_str());
  std::printf("size         %s (%llu bytes)\n", weights::megabytes(entry.size).c_str(),
              static_cast<unsigned long long>(entry.size));
  std::printf("address      %s\n", url.c_str());
  std::printf("licence      %s\n", entry.licence.c_str());
  std::printf("to be cited  %s\n", entry.citation.c_str());
  std::fflush(stdout);
}

bool agrees() {
  std::printf("Download it? [y/N] ");
  std::fflush(stdout);
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "y" || answer == "Y" || answer == "yes");
}

// Beside the weights, so that it is on the same disk and lasts until the next attempt; gone where nothing is
// in it.
class DownloadFolder {
 public:
  explicit DownloadFolder(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    fs::create_directories(path_, error);
    if (error) throw base::Error("the folder " + path_.string() + " cannot be made: " + error.message());
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

bool download(const weights::CatalogueEntry& entry, const std::string& url, const fs::path& file) {
  const Interruption interruption;
  DownloadReport report;
  return weights::download({url, entry.size, entry.sha256, file.string()},
                           [&](const weights::DownloadProgress& progress) {
                             report.show(progress);
                             return !interruption.requested();
                           });
}

}  // namespace

ExitCode fetch_weights(const FetchRequest& request) {
  const weights::CatalogueEntry entry = entry_of(request);
  const fs::path target = new_weights_file(request.name.empty() ? entry.name : request.name, request.replace);
  const std::string& url = request.url.empty() ? entry.url : request.url;
  describe(entry, url);
  if (weights::can_download() && !request.agreed && !agrees()) {
    std::printf("Nothing was downloaded.\n");
    return kCancelled;
  }
  const DownloadFolder folder(target.parent_path() / "downloads");
  const fs::path file = folder.file(file_name(entry));
  if (!download(entry, url, file)) return kCancelled;
  weights::Import wanted;
  wanted.source = file.string();
  wanted.network = weights::network_name(entry.network);
  wanted.target = target.string();
  wanted.origin = origin_of(entry);
  const weights::WeightSet set = weights::import_weights(wanted);
  std::error_code ignored;
  fs::remove(file, ignored);
  std::printf("%s: %s\n", target.c_str(), one_line(set).c_str());
  return kDone;
}

}  // namespace cli

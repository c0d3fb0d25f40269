#include <cstdio>
#include <iostream>

#include "cli/interruption.h"
#include "cli/weights/download_report.h"
#include "cli/weights/new_weights.h"
#include "weights/catalogue.h"
#include "weights/fetch.h"
#include "weights/weights_folder.h"

namespace cli {
namespace {

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

}  // namespace

ExitCode fetch_weights(const FetchRequest& request) {
  const weights::Fetch wanted{entry_of(request), request.url, request.name, request.replace};
  weights::check_fetch(wanted);
  describe(wanted.entry, request.url.empty() ? wanted.entry.url : request.url);
  if (weights::can_download() && !request.agreed && !agrees()) {
    std::printf("Nothing was downloaded.\n");
    return kCancelled;
  }
  const Interruption interruption;
  DownloadReport report;
  const auto set = weights::fetch(wanted, [&](const weights::DownloadProgress& progress) {
    report.show(progress);
    return !interruption.requested();
  });
  if (!set) return kCancelled;
  const std::string& name = request.name.empty() ? wanted.entry.name : request.name;
  std::printf("%s: %s\n", weights::find_weights(name).c_str(), one_line(*set).c_str());
  return kDone;
}

}  // namespace cli

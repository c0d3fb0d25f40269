// From the catalogue into the user's folder of weights: download, check, import.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "weights/catalogue.h"
#include "weights/download.h"
#include "weights/weight_set.h"

namespace weights {

struct Fetch {
  CatalogueEntry entry;
  std::string url;       // empty: the entry's
  std::string name;      // that the weights get; empty: the entry's
  bool replace = false;  // weights of that name
};

// Throws base::Error where fetch() would refuse before it downloads; makes the user's folder.
void check_fetch(const Fetch& wanted);

// Runs on the caller's thread, which `go_on` is called on too, as in download(). What came is kept for the
// next attempt where the download breaks off, in the folder "downloads" beside the weights. Returns the
// weights, which are in the folder now, or nothing after `go_on` has ended it. Throws base::Error as
// download() and import_weights() do.
std::optional<WeightSet> fetch(const Fetch& wanted,
                               const std::function<bool(const DownloadProgress&)>& go_on);

}  // namespace weights

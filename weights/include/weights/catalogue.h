// Trained weights that their publishers offer on the network: addresses, sizes, sums and terms.
//
// The built-in catalogue has only files whose size and SHA-256 are known. Another one, as of a mirror or an
// institute, is a JSON file: a list of objects with the members of CatalogueEntry as texts, "size" as a
// number; "recommended" may be left out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "weights/weight_set.h"

namespace weights {

struct CatalogueEntry {
  std::string name;   // "vgg19": also of the weights once they are imported
  std::string title;  // one line
  NetworkKind network = NetworkKind::kVgg19;
  std::string url;
  std::uint64_t size = 0;  // of the download, in bytes
  std::string sha256;      // 64 lower-case digits
  std::string licence;
  std::string citation;
  bool recommended = false;
};

const std::vector<CatalogueEntry>& catalogue();

// Throws base::Error naming the file, the entry and what would be right.
std::vector<CatalogueEntry> read_catalogue(const std::string& path);

// Throws base::Error listing the names that there are.
const CatalogueEntry& find_entry(const std::vector<CatalogueEntry>& entries, const std::string& name);

// "vgg19-dcbb9e9d.pth": the last part of the address.
std::string file_name(const CatalogueEntry& entry);

std::string megabytes(std::uint64_t bytes);  // "575 MB", rounded up

// What is told of the weights when they are imported.
Origin origin_of(const CatalogueEntry& entry);

}  // namespace weights

// The entries of a zip archive, read through libzip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "files/source_file.h"

struct zip;

namespace weights {

struct ZipEntry {
  std::string name;
  std::uint64_t size;  // unpacked
  bool stored;         // neither compressed nor encrypted
};

class ZipArchive {
 public:
  // Refers to `source` as long as it lives. Throws base::Error naming the file.
  explicit ZipArchive(SourceFile& source);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  std::optional<std::size_t> find(const std::string& name) const;

  // A part of a stored entry, of the archive's own bytes. Throws base::Error where there is none.
  std::string read(std::size_t entry, std::uint64_t offset, std::uint64_t length);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };

  SourceFile& source_;
  std::unique_ptr<zip, Close> archive_;
  std::vector<ZipEntry> entries_;
};

}  // namespace weights

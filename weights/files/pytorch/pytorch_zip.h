// The container of PyTorch 1.6 and newer: a zip archive with the entries NAME/data.pkl, and NAME/data/KEY for
// each storage, none of them compressed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "files/pytorch/pytorch_file.h"
#include "files/zip_archive.h"

namespace weights {

class PytorchZip : public PytorchFile {
 public:
  static bool fits(const ZipArchive& archive);

  // Throws base::Error naming `file`.
  PytorchZip(ZipArchive archive, const std::string& file);

 private:
  std::string read_storage(std::size_t storage, std::uint64_t first_byte, std::uint64_t length) override;

  ZipArchive archive_;
  std::vector<std::size_t> entries_;  // of the storages
};

}  // namespace weights

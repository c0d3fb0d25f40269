// The container of PyTorch before 1.6: five pickles behind each other (a magic number, the format's version,
// the machine's properties, the object, the list of storages' keys) and then, in the order of that list, each
// storage's number of elements (64 bits) and its elements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "files/pytorch/pytorch_file.h"
#include "files/source_file.h"

namespace weights {

class PytorchLegacy : public PytorchFile {
 public:
  // Refers to `source` as long as it lives. Throws base::Error naming the file.
  explicit PytorchLegacy(SourceFile& source);

 private:
  void check_beginning(std::uint64_t& at);
  void check_machine(std::uint64_t& at);
  void place_storages(std::uint64_t& at);
  std::string read_storage(std::size_t storage, std::uint64_t first_byte, std::uint64_t length) override;

  SourceFile& source_;
  std::vector<std::uint64_t> begins_;  // of the storages' elements in the file
};

}  // namespace weights

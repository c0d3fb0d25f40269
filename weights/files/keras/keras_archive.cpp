#include "files/keras/keras_archive.h"

#include <algorithm>
#include <utility>

namespace weights {
namespace {

Hdf5Bytes bytes_of_entry(ZipArchive& archive, const std::string& file) {
  const std::size_t entry = archive.find("model.weights.h5").value();
  return {file, archive.entries()[entry].size,
          [&archive, entry](std::uint64_t offset, std::size_t length, char* bytes) {
            const std::string read = archive.read(entry, offset, length);
            std::copy(read.begin(), read.end(), bytes);
          }};
}

}  // namespace

KerasArchive::KerasArchive(ZipArchive archive, const std::string& file)
    : archive_(std::move(archive)), weights_(bytes_of_entry(archive_, file)) {}

}  // namespace weights

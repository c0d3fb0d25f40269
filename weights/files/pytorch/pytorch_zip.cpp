#include "files/pytorch/pytorch_zip.h"

#include <utility>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

// NAME of NAME/data.pkl, whatever it is.
std::optional<std::string> folder_of(const ZipArchive& archive) {
  const std::string pickle = "/data.pkl";
  for (const ZipEntry& entry : archive.entries()) {
    const std::size_t slash = entry.name.find('/');
    if (slash != std::string::npos && entry.name.compare(slash, std::string::npos, pickle) == 0) {
      return entry.name.substr(0, slash + 1);
    }
  }
  return std::nullopt;
}

}  // namespace

bool PytorchZip::fits(const ZipArchive& archive) { return folder_of(archive).has_value(); }

PytorchZip::PytorchZip(ZipArchive archive, const std::string& file)
    : PytorchFile(file), archive_(std::move(archive)) {
  const std::string folder = *folder_of(archive_);
  constexpr std::uint64_t kLongestByteOrder = 16;
  if (const auto order = archive_.find(folder + "byteorder")) {
    const std::uint64_t size = archive_.entries()[*order].size;
    if (size > kLongestByteOrder || archive_.read(*order, 0, size) != "little") {
      refuse(file, _("its byte order is not \"little\", which alone is read"));
    }
  }
  const std::size_t pickle = *archive_.find(folder + "data.pkl");
  // Long where it holds arrays, but no longer than the file.
  load(archive_.read(pickle, 0, archive_.entries()[pickle].size));

  for (const PytorchStorage& storage : storages()) {
    if (storage.bytes) {
      entries_.push_back(0);  // none is read
      continue;
    }
    const auto entry = archive_.find(folder + "data/" + storage.key);
    if (!entry)
      refuse(file, base::format(_("its storage %s is missing; the file is damaged"),
                                in_quotes(storage.key).c_str()));
    const std::uint64_t bytes = storage.elements * storage.type->bytes;
    if (archive_.entries()[*entry].size != bytes) {
      refuse(file, base::format(_("its storage %s has %ju bytes where %ju are right; the file is damaged"),
                                in_quotes(storage.key).c_str(), archive_.entries()[*entry].size, bytes));
    }
    entries_.push_back(*entry);
  }
}

std::string PytorchZip::read_storage(std::size_t storage, std::uint64_t first_byte, std::uint64_t length) {
  return archive_.read(entries_[storage], first_byte, length);
}

}  // namespace weights

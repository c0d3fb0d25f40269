#include "files/source_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {

SourceFile::SourceFile(const std::string& path) : name_(path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    if (status.type() != std::filesystem::file_type::not_found) refuse(path, error.message());
    refuse(path, _("there is no such file; a file with the weights of a VGG is needed"));
  }
  if (std::filesystem::is_directory(status))
    refuse(path, _("this is a folder; a file with the weights of a VGG is needed"));
  if (!std::filesystem::is_regular_file(status))
    refuse(path, _("this is a device or pipe; a file with the weights of a VGG is needed"));
  errno = 0;
  stream_ = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*stream_)
    refuse(path, base::format(_("the file could not be opened: %s"),
                              std::generic_category().message(errno).c_str()));
  stream_->seekg(0, std::ios::end);
  const std::streamoff size = stream_->tellg();
  if (size < 0) refuse(path, _("the size of the file could not be found"));
  if (size == 0) refuse(path, _("the file is empty; a file with the weights of a VGG is needed"));
  size_ = static_cast<std::uint64_t>(size);
  has_folder_ = true;
}

SourceFile SourceFile::beside(const std::string& name) const {
  namespace fs = std::filesystem;
  const bool plain = !name.empty() && name != "." && name != ".." &&
                     name.find_first_of(std::string("/\\\0", 3)) == std::string::npos;
  const fs::path path = fs::path(name_).parent_path() / (plain ? name : "");
  std::error_code ignored;
  if (!has_folder_ || !plain || !fs::is_regular_file(fs::symlink_status(path, ignored))) {
    refuse(name_,
           base::format(_("its values are in the file %s; one in its own folder, which is no link, is read"),
                        in_quotes(name).c_str()));
  }
  return SourceFile(path.string());
}

SourceFile::SourceFile(const std::string& name, const std::string& bytes) : name_(name), size_(bytes.size()) {
  stream_ = std::make_unique<std::istringstream>(bytes);
}

SourceFile SourceFile::in_memory(const std::string& name, std::string_view bytes) {
  SourceFile file;
  file.name_ = name;
  file.memory_ = bytes;
  file.size_ = bytes.size();
  return file;
}

SourceFile SourceFile::mapped(const std::string& path) {
  SourceFile file(path);  // says what is wrong with it
  file.stream_.reset();
  const std::size_t size = file.size_;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  void* const bytes =
      descriptor < 0 ? MAP_FAILED : mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  const int failure = errno;
  if (descriptor >= 0) close(descriptor);
  if (bytes == MAP_FAILED) {
    refuse(path, base::format(_("the file could not be opened: %s"),
                              std::generic_category().message(failure).c_str()));
  }
  file.mapping_ = std::shared_ptr<const void>(
      bytes, [size](const void* mapping) { munmap(const_cast<void*>(mapping), size); });
  file.memory_ = {static_cast<const char*>(bytes), size};
  return file;
}

void SourceFile::check(std::uint64_t offset, std::uint64_t length) const {
  if (offset > size_ || length > size_ - offset) {
    refuse(name_,
           base::format(_("it should have %ju bytes at byte %ju but has only %ju; it is damaged or cut off"),
                        length, offset, size_));
  }
}

void SourceFile::read(std::uint64_t offset, std::size_t length, char* bytes) {
  check(offset, length);
  if (!stream_) {
    memory_.copy(bytes, length, offset);
    return;
  }
  stream_->clear();
  stream_->seekg(static_cast<std::streamoff>(offset));
  stream_->read(bytes, static_cast<std::streamsize>(length));
  if (!*stream_) refuse(name_, _("the file could not be read to its end"));
}

std::string SourceFile::read(std::uint64_t offset, std::uint64_t length) {
  check(offset, length);  // before the memory is taken
  std::string bytes(length, '\0');
  read(offset, bytes.size(), bytes.data());
  return bytes;
}

std::string SourceFile::start(std::uint64_t length) { return read(0, std::min(length, size_)); }

}  // namespace weights

#include "store/part_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr std::size_t kPiece = std::size_t{4} << 20;
constexpr mode_t kNewFileMode = 0666;  // less the umask

// A rename is on the disk only when its folder is.
void sync_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  (void)fsync(descriptor);  // some file systems cannot; then nothing better is to be had
  close(descriptor);
}

}  // namespace

PartFile::PartFile(const std::string& path)
    : path_(path),
      part_(path + ".part"),
      descriptor_(open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kNewFileMode)) {
  if (descriptor_ < 0) fail(_("the file could not be made: %s"));
  struct stat opened {};
  struct stat named {};
  const bool locked = flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  // Whoever held the lock may have renamed or removed the file between the two calls.
  const bool still_there = locked && fstat(descriptor_, &opened) == 0 && stat(part_.c_str(), &named) == 0 &&
                           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
  if (!still_there || !S_ISREG(opened.st_mode)) {
    close(descriptor_);
    refuse(part_, still_there ? _("this is no plain file; remove it to download anew")
                              : _("another program is downloading this file; wait until it has ended"));
  }
  size_ = static_cast<std::uint64_t>(opened.st_size);
}

PartFile::~PartFile() {
  if (descriptor_ < 0) return;
  if (size_ == 0) (void)std::remove(part_.c_str());
  close(descriptor_);
}

bool PartFile::sum_present(const std::function<bool(std::uint64_t)>& go_on) {
  std::vector<char> piece(static_cast<std::size_t>(std::min<std::uint64_t>(size_, kPiece)));
  for (std::uint64_t at = 0; at < size_;) {
    const ssize_t count = pread(descriptor_, piece.data(), piece.size(), static_cast<off_t>(at));
    if (count < 0) fail(_("the file could not be read: %s"));
    if (count == 0) {  // it has become shorter since
      size_ = at;
      break;
    }
    sum_.add(piece.data(), static_cast<std::size_t>(count));
    at += static_cast<std::uint64_t>(count);
    if (!go_on(at)) return false;
  }
  return true;
}

void PartFile::append(const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = pwrite(descriptor_, bytes, count, static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(_("the file could not be written: %s"));
    sum_.add(bytes, static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
}

void PartFile::restart() {
  if (ftruncate(descriptor_, 0) != 0) fail(_("the file could not be written: %s"));
  size_ = 0;
  sum_.restart();
}

void PartFile::publish() {
  if (fsync(descriptor_) != 0 || rename(part_.c_str(), path_.c_str()) != 0)
    fail(_("the file could not be written: %s"));
  sync_folder_of(path_);
  close(descriptor_);
  descriptor_ = -1;
}

void PartFile::remove() {
  restart();
  (void)std::remove(part_.c_str());
}

void PartFile::fail(const char* sentence) const {
  refuse(part_, base::format(sentence, std::generic_category().message(errno).c_str()));
}

}  // namespace weights

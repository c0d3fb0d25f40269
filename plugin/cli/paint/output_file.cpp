#include "cli/paint/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/error.h"
#include "pictures/file_handle.h"
#include "pictures/picture_files.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kNewFileMode = 0666;  // less the umask

base::Error failure(const std::string& path, int error_number) {
  return base::Error(path + " cannot be written: " + std::strerror(error_number));
}

// An open new file that is removed unless keep() is called.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& path) : name_(name) {
    const int descriptor = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kNewFileMode);
    if (descriptor < 0) throw failure(path, errno);
    file_.reset(fdopen(descriptor, "wb"));
    if (!file_) {
      const int error_number = errno;
      close(descriptor);
      unlink(name.c_str());
      throw failure(path, error_number);
    }
  }
  ~TemporaryFile() {
    if (!name_.empty()) unlink(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  std::FILE* file() const { return file_.get(); }
  // Everything on the disk, or the reason why not.
  void finish(const std::string& path) {
    const bool flushed = std::fflush(file_.get()) == 0 && fsync(fileno(file_.get())) == 0;
    const int flush_error = errno;
    if (std::fclose(file_.release()) != 0 && flushed) throw failure(path, errno);
    if (!flushed) throw failure(path, flush_error);
  }
  void keep() { name_.clear(); }

 private:
  std::string name_;
  pictures::FileHandle file_;
};

}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path) {
  if (path == pictures::kPipe) return;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::none) throw failure(path, error.value());  // such as a name too long
  if (fs::is_directory(status))
    throw base::Error(path + " is a folder; a file name is needed for the output");
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw base::Error(path + " is not a plain file and would be replaced; choose another output");
  }
  fs::path target = path;
  if (fs::exists(status)) target = fs::canonical(path, error);
  if (target.empty() || !target.has_filename()) {
    throw base::Error("\"" + path + "\" is no file name for the output");
  }
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) {
    throw base::Error(path + " cannot be written: the folder " + folder.string() + " does not exist");
  }
  target_ = target.string();
  // The name is kept short: a long output name must not become too long.
  temporary_ = (folder / (".style-transfer-" + std::to_string(getpid()) + ".tmp")).string();
  try {
    const TemporaryFile probe(temporary_, path_);
  } catch (const base::Error&) {
    // A single file of a folder that takes no other, such as one that is mounted into a container.
    if (!fs::exists(status) || access(target_.c_str(), W_OK) != 0) throw;
    temporary_.clear();
  }
}

void OutputFile::copy_in_place(std::FILE* whole) const {
  const bool to_pipe = path_ == pictures::kPipe;
  const pictures::FileHandle file(to_pipe ? fdopen(dup(STDOUT_FILENO), "wb")
                                          : std::fopen(target_.c_str(), "wb"));
  if (!file) throw failure(path_, errno);
  std::vector<char> block(std::size_t{1} << 16);
  std::fflush(whole);
  std::rewind(whole);
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), whole)) {
    if (std::fwrite(block.data(), 1, got, file.get()) != got) throw failure(path_, errno);
  }
  if (std::fflush(file.get()) != 0) throw failure(path_, errno);
}

OutputFile::OutputFile(const std::string& path, const std::string& folder) : OutputFile(path) {
  temporary_ = (fs::path(folder) / fs::path(temporary_).filename()).string();
}

void OutputFile::write(const std::function<void(std::FILE*)>& fill) const {
  if (temporary_.empty()) {
    const pictures::FileHandle whole(std::tmpfile());
    if (!whole) throw failure(path_, errno);
    fill(whole.get());
    copy_in_place(whole.get());
    return;
  }
  TemporaryFile temporary(temporary_, path_);
  struct stat present {};
  // What is replaced keeps its permissions; where that is not allowed the new file's own are right too.
  if (stat(target_.c_str(), &present) == 0) (void)!fchmod(fileno(temporary.file()), present.st_mode & 07777);
  fill(temporary.file());
  temporary.finish(path_);
  if (rename(temporary_.c_str(), target_.c_str()) == 0) {
    temporary.keep();
  } else if (errno == EBUSY) {  // a file that is a mount of its own
    const pictures::FileHandle whole(std::fopen(temporary_.c_str(), "rb"));
    if (!whole) throw failure(path_, errno);
    copy_in_place(whole.get());
  } else {
    throw failure(path_, errno);
  }
}

}  // namespace cli

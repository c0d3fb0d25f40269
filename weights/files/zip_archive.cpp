#include "files/zip_archive.h"

#include <zip.h>

#include <algorithm>

#include "base/error.h"
#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

// What libzip asks of a source, answered from a SourceFile. Nothing is thrown through libzip.
class ZipSource {
 public:
  explicit ZipSource(SourceFile& file) : file_(file) { zip_error_init(&error_); }
  ~ZipSource() { zip_error_fini(&error_); }
  ZipSource(const ZipSource&) = delete;
  ZipSource& operator=(const ZipSource&) = delete;

  // A zip_source_callback; libzip frees the object by ZIP_SOURCE_FREE.
  static zip_int64_t answer(void* self, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto* const source = static_cast<ZipSource*>(self);
    if (command != ZIP_SOURCE_FREE) return source->answer(data, length, command);
    delete source;
    return 0;
  }

 private:
  zip_int64_t answer(void* data, zip_uint64_t length, zip_source_cmd_t command) {
    switch (command) {
      case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                              ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, -1);
      case ZIP_SOURCE_OPEN:
        at_ = 0;
        return 0;
      case ZIP_SOURCE_CLOSE:
        return 0;
      case ZIP_SOURCE_READ:
        return read(static_cast<char*>(data), length);
      case ZIP_SOURCE_SEEK:
        return seek(data, length);
      case ZIP_SOURCE_TELL:
        return static_cast<zip_int64_t>(at_);
      case ZIP_SOURCE_STAT: {
        auto* const stat = static_cast<zip_stat_t*>(data);
        zip_stat_init(stat);
        stat->valid = ZIP_STAT_SIZE;
        stat->size = file_.size();
        return sizeof *stat;
      }
      case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&error_, data, length);
      default:
        zip_error_set(&error_, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
  }

  zip_int64_t read(char* bytes, zip_uint64_t length) {
    const std::uint64_t count = std::min<std::uint64_t>(length, file_.size() - at_);
    try {
      file_.read(at_, count, bytes);
    } catch (const base::Error&) {
      zip_error_set(&error_, ZIP_ER_READ, 0);
      return -1;
    }
    at_ += count;
    return static_cast<zip_int64_t>(count);
  }

  zip_int64_t seek(void* data, zip_uint64_t length) {
    const zip_int64_t offset = zip_source_seek_compute_offset(at_, file_.size(), data, length, &error_);
    if (offset < 0) return -1;
    at_ = static_cast<std::uint64_t>(offset);
    return 0;
  }

  SourceFile& file_;
  std::uint64_t at_ = 0;
  zip_error_t error_;
};

struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

}  // namespace

void ZipArchive::Close::operator()(zip* archive) const { zip_discard(archive); }

ZipArchive::ZipArchive(SourceFile& source) : source_(source) {
  zip_error_t error;
  zip_error_init(&error);
  auto answers = std::make_unique<ZipSource>(source);
  zip_source_t* const zip_source = zip_source_function_create(ZipSource::answer, answers.get(), &error);
  if (zip_source != nullptr) {
    answers.release();  // NOLINT: zip_source frees it
    archive_.reset(zip_open_from_source(zip_source, ZIP_RDONLY, &error));
    if (archive_ == nullptr) zip_source_free(zip_source);
  }
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (archive_ == nullptr)
    refuse(source.name(), base::format(_("its zip archive is damaged or cut off (%s)"), why.c_str()));

  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0) {
      refuse(source.name(),
             base::format(_("entry %jd of its zip archive is damaged"), static_cast<std::intmax_t>(i)));
    }
    const bool stored = stat.comp_method == ZIP_CM_STORE && stat.encryption_method == ZIP_EM_NONE;
    entries_.push_back({stat.name, stat.size, stored});
  }
}

std::optional<std::size_t> ZipArchive::find(const std::string& name) const {
  const zip_int64_t index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_ENC_RAW);
  if (index < 0) return std::nullopt;
  return static_cast<std::size_t>(index);
}

std::string ZipArchive::read(std::size_t entry, std::uint64_t offset, std::uint64_t length) {
  const ZipEntry& known = entries_[entry];
  const std::string name = in_quotes(known.name);
  if (!known.stored)
    refuse(
        source_.name(),
        base::format(_("entry %s of its zip archive is compressed or encrypted; PyTorch stores them plain"),
                     name.c_str()));
  // A stored entry is as long in the archive as it is said to be, so memory is bounded by the file's size.
  if (known.size > source_.size() || offset > known.size || length > known.size - offset) {
    refuse(source_.name(), base::format(_("entry %s of its zip archive is cut off: it has %ju bytes"),
                                        name.c_str(), known.size));
  }
  const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(archive_.get(), entry, 0));
  std::string bytes(length, '\0');
  std::uint64_t done = 0;
  if (file != nullptr &&
      (offset == 0 || zip_fseek(file.get(), static_cast<zip_int64_t>(offset), SEEK_SET) == 0)) {
    while (done < length) {
      const zip_int64_t count = zip_fread(file.get(), bytes.data() + done, length - done);
      if (count <= 0) break;
      done += static_cast<std::uint64_t>(count);
    }
  }
  // libzip compares the checksum when it is asked for more than the whole entry.
  char more;
  const bool whole = offset == 0 && length == known.size;
  if (done < length || (whole && zip_fread(file.get(), &more, 1) != 0)) {
    const char* const why = file == nullptr ? zip_strerror(archive_.get()) : zip_file_strerror(file.get());
    refuse(source_.name(),
           base::format(_("entry %s of its zip archive could not be read (%s)"), name.c_str(), why));
  }
  return bytes;
}

}  // namespace weights

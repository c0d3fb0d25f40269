#include "pictures/picture_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "pictures/exif.h"
#include "pictures/file_handle.h"
#include "pictures/png/png_files.h"
#ifdef STYLE_TRANSFER_VIPS
#include "pictures/vips/vips_files.h"
#endif

namespace pictures {
namespace {

struct Ending {
  const char* text;
  Format format;
};

// The first of a format is the usual one.
constexpr Ending kEndings[] = {
    {"png", Format::kPng},
#ifdef STYLE_TRANSFER_VIPS
    {"jpg", Format::kJpeg},   {"jpeg", Format::kJpeg}, {"tif", Format::kTiff},  {"tiff", Format::kTiff},
    {"webp", Format::kWebp},  {"heic", Format::kHeif}, {"heif", Format::kHeif}, {"avif", Format::kAvif},
    {"jxl", Format::kJpegXl}, {"gif", Format::kGif},   {"bmp", Format::kBmp},
#endif
};
constexpr const char* kReadOnlyEnding = "exr";

std::string name_of(const std::string& path) { return path == kPipe ? "standard input" : path; }

// Of a pipe, which cannot be read twice, a file without a name.
FileHandle seekable_copy(std::FILE* pipe) {
  constexpr std::size_t kMostBytes = std::size_t{1} << 31;
  FileHandle copy(std::tmpfile());
  if (!copy) throw base::Error(std::string("standard input cannot be kept: ") + std::strerror(errno));
  Bytes block(std::size_t{1} << 16);
  std::size_t all = 0;
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe)) {
    all += got;
    if (all > kMostBytes) throw base::Error("standard input has more than 2 GiB, which no picture needs");
    if (std::fwrite(block.data(), 1, got, copy.get()) != got) {
      throw base::Error(std::string("standard input cannot be kept: ") + std::strerror(errno));
    }
  }
  std::rewind(copy.get());
  return copy;
}

FileHandle open_file(const std::string& path) {
  if (path == kPipe) return seekable_copy(stdin);
  FileHandle file(std::fopen(path.c_str(), "rb"));
  if (!file) throw base::Error(path + " cannot be opened: " + std::strerror(errno));
  struct stat status {};
  if (fstat(fileno(file.get()), &status) != 0) throw base::Error(path + " cannot be read");
  if (S_ISDIR(status.st_mode)) throw base::Error(path + " is a folder; a picture is needed");
  if (!S_ISREG(status.st_mode)) return seekable_copy(file.get());
  return file;
}

Bytes head_of(std::FILE* file, const std::string& name) {
  Bytes head(32);
  head.resize(std::fread(head.data(), 1, head.size(), file));
  if (std::ferror(file) != 0) throw base::Error(name + " cannot be read: " + std::strerror(errno));
  if (head.empty()) throw base::Error(name + " is empty; a picture is needed");
  // The descriptor too: libvips reads by it.
  std::rewind(file);
  std::fflush(file);
  return head;
}

bool is_png(const Bytes& head) {
  constexpr std::uint8_t kSignature[] = {0x89, 'P', 'N', 'G'};
  return head.size() >= sizeof kSignature &&
         std::equal(std::begin(kSignature), std::end(kSignature), head.begin());
}

}  // namespace

Picture read_picture(const std::string& path) {
  const std::string name = name_of(path);
  const FileHandle file = open_file(path);
  const Bytes head = head_of(file.get(), name);
  if (is_png(head)) {
    Picture picture = read_png(file.get(), name);
    picture.image = upright(std::move(picture.image), orientation_of(picture.description.exif));
    picture.description.exif = upright_exif(picture.description.exif);
    return picture;
  }
#ifdef STYLE_TRANSFER_VIPS
  if (const std::optional<Format> format = vips_format(head)) return read_by_vips(file.get(), *format, name);
  throw base::Error(name +
                    " is no picture that can be read: PNG, JPEG, TIFF, WebP, HEIF, AVIF, JPEG XL, GIF, " +
                    "BMP or EXR is needed");
#else
  throw base::Error(name +
                    " is not a PNG picture, and this program was built without libvips, which reads others");
#endif
}

std::string ending_of(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  if (!ending.empty()) ending.erase(0, 1);
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

bool is_written(const std::string& ending) {
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](const Ending& known) { return ending == known.text; });
}

std::string written_endings() {
  std::string all;
  for (const Ending& ending : kEndings) all += (all.empty() ? "" : ", ") + std::string(ending.text);
  return all;
}

Format format_for(const std::string& path, Format content) {
  const std::string ending = ending_of(path);
  for (const Ending& known : kEndings) {
    if (ending == known.text) return known.format;
  }
  const bool keeps = std::any_of(std::begin(kEndings), std::end(kEndings),
                                 [&](const Ending& known) { return known.format == content; });
  if (ending == kReadOnlyEnding || (ending.empty() && !keeps)) {
    throw base::Error(path + " would be an EXR picture, which can be read alone; it can end in " +
                      written_endings());
  }
  return keeps ? content : Format::kPng;
}

std::vector<std::string> write_picture(const Picture& picture, Format format, int quality, std::FILE* file,
                                       const std::string& path) {
#ifdef STYLE_TRANSFER_VIPS
  if (format != Format::kPng) return write_by_vips(picture, format, quality, file, path);
#else
  (void)quality;
#endif
  write_png(picture, file, path);
  return {};
}

}  // namespace pictures

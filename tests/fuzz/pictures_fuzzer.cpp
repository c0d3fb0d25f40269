// Pictures that libvips reads, and EXIF, under arbitrary bytes: refused in one sentence, or a picture that holds
// together. Built with libFuzzer, or with replay_main.cpp as a test; libvips and its loaders have no counters.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vips/vips8>

#include "base/error.h"
#include "picture_check.h"
#include "pictures/exif.h"
#include "pictures/file_handle.h"
#include "pictures/vips/vips_files.h"
#include "pictures/vips/vips_library.h"
#include "require.h"

namespace {

using fuzz::require;

const std::string kFile = "bytes";
constexpr std::size_t kHeadBytes = 32;
// Larger pictures cost time; compression makes them out of a few bytes.
constexpr std::int64_t kMostPixels = 1 << 18;

void check_exif(const pictures::Bytes& exif) {
  const int orientation = pictures::orientation_of(exif);
  require(orientation >= 1 && orientation <= 8, "no orientation");
  require(pictures::orientation_of(pictures::upright_exif(exif)) == 1, "not upright");
}

bool is_large(const pictures::Bytes& bytes) {
  VipsImage* const image = vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr);
  vips_error_clear();
  if (image == nullptr) return false;
  const bool large = std::int64_t{vips_image_get_width(image)} * vips_image_get_height(image) > kMostPixels;
  g_object_unref(image);
  return large;
}

void check(const pictures::Bytes& bytes) {
  const pictures::Bytes head(bytes.begin(),
                             bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), kHeadBytes)));
  const std::optional<pictures::Format> format = pictures::vips_format(head);
  if (!format || is_large(bytes)) return;
  const pictures::FileHandle file(fdopen(memfd_create("bytes", 0), "w+b"));
  require(file != nullptr, "no file in memory");
  require(std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size(), "not written");
  std::rewind(file.get());
  try {
    fuzz::check_picture(pictures::read_by_vips(file.get(), *format, kFile));
  } catch (const base::Error& error) {
    fuzz::require_sentence(error, kFile + " ");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pictures::start_vips();
  const pictures::Bytes bytes(data, data + size);
  check_exif(bytes);
  check(bytes);
  return 0;
}

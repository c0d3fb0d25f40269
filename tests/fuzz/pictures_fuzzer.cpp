// Pictures that libvips reads, and EXIF, under arbitrary bytes: refused in one sentence, or a picture that holds
// together. Built with libFuzzer, or with replay_main.cpp as a test; libvips and its loaders have no counters.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vips/vips8>

#include "base/error.h"
#include "pictures/exif.h"
#include "pictures/file_handle.h"
#include "pictures/vips/vips_files.h"
#include "pictures/vips/vips_library.h"

namespace {

const std::string kFile = "bytes";
constexpr std::size_t kHeadBytes = 32;
// Larger pictures cost time; compression makes them out of a few bytes.
constexpr std::int64_t kMostPixels = 1 << 18;

void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "pictures_fuzzer: %s\n", what);
  std::abort();
}

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

void check_picture(const pictures::Picture& picture) {
  const core::Image& image = picture.image;
  require(image.width() > 0 && image.height() > 0, "no pixels");
  require(picture.bit_depth == 8 || picture.bit_depth == 16, "wrong depth");
  require(image.rgb().size() == 3 * image.pixels(), "wrong number of colours");
  require(!image.has_alpha() || image.alpha().size() == image.pixels(), "wrong number of alpha values");
  for (const float value : image.rgb()) require(value >= 0 && value <= 1, "colour out of range");
  for (const float value : image.alpha()) require(value >= 0 && value <= 1, "alpha out of range");
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
    check_picture(pictures::read_by_vips(file.get(), *format, kFile));
  } catch (const base::Error& error) {
    const std::string message = error.what();
    require(message.rfind(kFile + " ", 0) == 0, "message without the file's name");
    require(message.find('\n') == std::string::npos && message.size() < 1000, "message is no sentence");
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

// The PNG reader under arbitrary bytes, as they are and with lengths and checksums made right: it must either
// refuse them in one sentence or give a picture that holds together and can be written and read again. Built
// with libFuzzer, or with replay_main.cpp as a test.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "base/error.h"
#include "picture_check.h"
#include "pictures/file_handle.h"
#include "pictures/png/png_files.h"
#include "png_chunks.h"
#include "require.h"

namespace {

using fuzz::require;

const std::string kFile = "bytes.png";
// Larger pictures are refused before they cost time; deflate makes them out of a few bytes.
constexpr std::size_t kMostPixels = 1 << 16;

// A profile of another colour space than the written picture's may be dropped on the way, all else must stay.
void check_round_trip(const pictures::Picture& picture) {
  const pictures::FileHandle file(std::tmpfile());
  require(file != nullptr, "no temporary file");
  pictures::write_png(picture, file.get(), kFile);
  std::rewind(file.get());
  const pictures::Picture again = pictures::read_png(file.get(), kFile);
  require(again.bit_depth == picture.bit_depth, "another depth after writing");
  require(again.image.rgb() == picture.image.rgb(), "other colours after writing");
  require(again.image.alpha() == picture.image.alpha(), "another alpha after writing");
}

bool is_large(const std::string& bytes) {
  const auto chunks = fuzz::png_chunks(bytes);
  if (chunks.empty() || chunks.front().data.size() < 8) return false;
  const auto side = [&](std::size_t at) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      number = number << 8 | static_cast<unsigned char>(chunks.front().data[at + i]);
    }
    return number;
  };
  return side(0) * side(4) > kMostPixels && side(0) * side(4) <= pictures::kMostPixels;
}

void check(std::string bytes) {
  if (bytes.empty() || is_large(bytes)) return;  // fmemopen() takes no empty buffer
  const pictures::FileHandle file(fmemopen(bytes.data(), bytes.size(), "rb"));
  require(file != nullptr, "no stream");
  try {
    const pictures::Picture picture = pictures::read_png(file.get(), kFile);
    fuzz::check_picture(picture);
    check_round_trip(picture);
  } catch (const base::Error& error) {
    fuzz::require_sentence(error, kFile + " ");
    require(std::string(error.what()).find("cannot be written") == std::string::npos,
            "what was read cannot be written");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(bytes);
  check(fuzz::png_bytes(fuzz::png_chunks(bytes)));
  return 0;
}

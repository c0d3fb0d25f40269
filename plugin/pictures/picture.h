// A picture as its file has it: the pixels, and what the file says beside them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/image.h"

namespace pictures {

// More is refused: 2^28 pixels are 3 GiB in memory.
inline constexpr std::size_t kMostPixels = std::size_t{1} << 28;

using Bytes = std::vector<std::uint8_t>;

// An ICC profile.
struct Profile {
  std::string name;
  Bytes bytes;

  // Profiles of gray pictures cannot describe the RGB that is written.
  bool is_rgb() const;
};

// What a file says beside its pixels; goes into the result's file as far as its format can hold it.
struct Description {
  struct Resolution {
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    int unit = 0;  // PNG's: 1: a metre
  };
  std::optional<Profile> profile;
  Bytes exif;  // as a TIFF file, without JPEG's "Exif\0\0"
  Bytes xmp;
  Bytes iptc;  // in the envelope of its file's format
  std::optional<Resolution> resolution;
  // PNG alone has these; in its own units of 1/100000.
  std::optional<std::int32_t> gamma;                          // gAMA
  std::optional<std::array<std::int32_t, 8>> chromaticities;  // cHRM: white, red, green, blue, each x and y
  std::optional<int> srgb_intent;                             // sRGB
  std::optional<std::array<std::uint8_t, 4>> code_points;     // cICP (ITU-T H.273)
};

enum class Format { kPng, kJpeg, kTiff, kWebp, kHeif, kAvif, kJpegXl, kGif, kBmp, kExr };

struct Picture {
  core::Image image;  // upright, whatever the file's EXIF orientation is
  int bit_depth = 8;  // 8, or 16 where the file has more
  Description description;
  Format format = Format::kPng;
  std::vector<std::string> notes;  // sentences on what reading could not keep as it was
};

}  // namespace pictures

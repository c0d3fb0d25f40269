// PNG pictures in and out, by libpng.
//
// Every kind of PNG is read: 1 to 16 bit, gray, palette, RGB, tRNS, alpha, interlaced. What is written is RGB
// or RGBA with 8 or 16 bits a sample and the description of the picture that was read. Sample values pass
// unchanged as v/255 or v/65535: core works on perceptual values, so no gamma is applied. Throws base::Error
// naming the file: missing, unreadable, a folder, empty, not a PNG, damaged, too large.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "core/image.h"

namespace cli {

// More is refused: 2^28 pixels are 3 GiB in memory.
inline constexpr std::size_t kMostPixels = std::size_t{1} << 28;

// What the file says about its colours and resolution, in PNG's own units (1/100000).
struct PngDescription {
  struct Profile {
    std::string name;
    std::vector<std::uint8_t> bytes;

    // Profiles of gray pictures cannot describe the RGB that is written.
    bool is_rgb() const;
  };
  struct Resolution {
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    int unit = 0;
  };
  std::optional<std::int32_t> gamma;                          // gAMA
  std::optional<std::array<std::int32_t, 8>> chromaticities;  // cHRM: white, red, green, blue, each x and y
  std::optional<int> srgb_intent;                             // sRGB
  std::optional<Profile> profile;                             // iCCP
  std::optional<Resolution> resolution;                       // pHYs
};

struct PngPicture {
  core::Image image;
  int bit_depth = 8;  // 8 or 16
  PngDescription description;
};

PngPicture read_png(const std::string& path);
// From an open file at its beginning; `path` is for messages.
PngPicture read_png(std::FILE* file, const std::string& path);

// Writes to an open file; `path` is for messages.
void write_png(const PngPicture& picture, std::FILE* file, const std::string& path);

}  // namespace cli

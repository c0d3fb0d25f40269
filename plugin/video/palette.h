// 256 colours for a whole film, as GIF wants them: by median cut (P. Heckbert, "Color image quantization
// for frame buffer display", 1982), with ordered dithering, which holds still from frame to frame.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/image.h"

namespace video {

// How often each colour occurs, in steps of 1/32.
class ColourCount {
 public:
  ColourCount();

  void add(const core::Image& picture);
  bool is_empty() const;

 private:
  friend class Palette;
  struct Cell {
    std::uint64_t count = 0;
    std::array<double, 3> sum{};
  };
  std::vector<Cell> cells_;  // 32×32×32: red, green, blue
};

class Palette {
 public:
  // Transparent pixels, where the film has any, take the last entry.
  Palette(const ColourCount& colours, bool has_alpha);

  // 0xAARRGGBB, 256 of them.
  const std::vector<std::uint32_t>& entries() const { return entries_; }
  // The entry for each pixel, row by row.
  std::vector<std::uint8_t> indices(const core::Image& picture);

 private:
  std::uint8_t nearest(int red, int green, int blue);

  bool has_alpha_;
  std::vector<std::uint32_t> entries_;
  std::vector<std::array<int, 3>> colours_;  // 0…255
  double spread_ = 0;                        // of the dither, in 0…255
  std::vector<std::int16_t> nearest_;        // by 6 bits a channel; -1: not found out yet
};

}  // namespace video

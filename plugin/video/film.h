// What a film is here: pictures (R'G'B' 0…1 as the file holds them, upright), each with a time in ticks of
// the film's time base.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/resample.h"

namespace video {

struct Fraction {
  int numerator = 0;
  int denominator = 1;

  double value() const { return static_cast<double>(numerator) / denominator; }
};

struct FrameTime {
  std::int64_t start = 0;     // in ticks; grows from frame to frame
  std::int64_t duration = 0;  // in ticks, at least 1
};

// Numbers of ISO/IEC 23091-2 (H.273), which FFmpeg uses too; 2: not told.
struct ColourTags {
  int primaries = 2;
  int transfer = 2;
  int matrix = 2;
};

struct FilmInfo {
  std::string path;
  core::Size size;           // upright, in pixels
  Fraction pixel_aspect{1};  // width : height of a pixel, upright
  Fraction time_base{1, 25};
  Fraction rate{25};                // pictures a second, on average
  std::int64_t frames = 0;          // 0: unknown
  bool frames_are_counted = false;  // otherwise estimated from duration and rate
  double seconds = 0;               // 0: unknown
  std::int64_t begin = 0;           // in ticks: what --from and --to count from
  // Streams that do not begin anywhere near 0, as of broadcasts, are written from 0 on.
  bool begins_anywhere = false;
  int bit_depth = 8;  // 8, or 16 for anything deeper
  bool has_alpha = false;
  ColourTags colours;
  bool can_be_copied_from = false;  // it is a file with streams beside the pictures
  std::vector<std::string> notes;   // sentences: what is peculiar, and what was made of it
};

}  // namespace video

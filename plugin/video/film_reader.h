// Reads the pictures of a film one after the other: a film file, an animated GIF, WebP or PNG, a folder of
// numbered pictures, or a pattern of their names as "frames/%04d.png".
//
// Files are not trusted: only a file of a known kind is opened, nothing that it names (no network, no play
// lists), and sizes are checked before memory is taken. A reader belongs to one thread. Everything throws
// base::Error with a sentence that names the file.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "video/film.h"

namespace video {

// More is refused: 2^26 pixels are 8192×8192, 768 MiB in memory.
inline constexpr std::size_t kMostFramePixels = std::size_t{1} << 26;

class FilmReader {
 public:
  virtual ~FilmReader() = default;

  virtual const FilmInfo& info() const = 0;
  // Before the first advance(): frames that begin before that time, in ticks, are not wanted. A file that leads
  // to its key frames is then read from the one before on; advance() still tells of what lies between. The
  // frames from there on are the same, and their times.
  virtual void begin_near(std::int64_t /*ticks*/) {}
  // Goes on to the next frame; nothing after the last. Damaged places are passed over where that can be
  // done; see damage().
  virtual std::optional<FrameTime> advance() = 0;
  // Of the frame that advance() told of, once.
  virtual core::Image picture() = 0;
  // What was found to be damaged so far, as one sentence; empty: nothing.
  virtual std::string damage() const { return {}; }
};

// `rate`: pictures a second of numbered pictures. Refuses what has no pictures at all.
std::unique_ptr<FilmReader> open_film(const std::string& path, Fraction rate = {25});

}  // namespace video

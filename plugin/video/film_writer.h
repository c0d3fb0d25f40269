// Writes a film: pictures encoded, with the very times that they had where they were read, and everything
// else of that film copied packet by packet.
//
//   FilmWriter writer(file, "out.mp4", {reader.info(), size, settings});
//   for (each frame) writer.add(picture, time);
//   writer.finish();
//
// Belongs to one thread. Throws base::Error with a sentence that names the file; what was written is then
// worth nothing.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/image.h"
#include "video/film.h"

namespace video {

struct FilmOutline {
  FilmInfo source;
  core::Size size;             // of the pictures
  std::string codec;           // FFmpeg's name of an encoder; empty: what is usual for such a file
  std::optional<int> quality;  // in the encoder's own measure
  // Only from the first of these ticks to before the second; it then begins at 0.
  std::optional<std::pair<std::int64_t, std::int64_t>> cut;
};

class FilmWriter {
 public:
  // Finds out all that can go wrong before the first picture: extension, codec, sound that the file cannot
  // hold. `file` is open for writing, can be sought in, and stays its owner's.
  FilmWriter(std::FILE* file, const std::string& path, const FilmOutline& outline);
  ~FilmWriter();
  FilmWriter(const FilmWriter&) = delete;
  FilmWriter& operator=(const FilmWriter&) = delete;

  // What could not be kept, and what was chosen otherwise.
  const std::vector<std::string>& notes() const;

  // Of a GIF: all pictures must be shown to it before the first is added, for its 256 colours.
  bool wants_colours() const;
  void count_colours(const core::Image& picture);

  // Times as the reader gave them.
  void add(const core::Image& picture, FrameTime time);
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace video

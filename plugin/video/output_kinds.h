// Which films can be written: a table of file names' extensions, and one of encoders. Where this FFmpeg
// lacks an encoder the kind's next is taken, unless one was asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "video/film.h"
#include "video/libav.h"

namespace video {

struct WriteSettings {
  std::string codec;           // FFmpeg's name of the encoder; empty: the kind's own
  std::optional<int> quality;  // in the encoder's own measure; none: its usual one
};

struct EncoderRow {
  const char* name;
  const char* quality;  // option that takes it; "q": a fixed quantiser; null: the encoder has none
  int least, greatest, usual;
  bool even_sizes;
  // For pictures of 8 bits, with alpha, of 16 bits, of these with alpha; as the one before where it has
  // none.
  AVPixelFormat plain, alpha, deep, deep_alpha;
  // Its own clock is too coarse for films' time bases: it is told frame numbers.
  bool counts_frames = false;
  int least_side = 1;  // smaller ones it refuses, or crashes with
};

struct OutputKind {
  const char* extension;
  const char* muxer;
  std::vector<const char*> encoders;  // the usual one first
  bool takes_sound = true;
};

struct Output {
  const OutputKind* kind;
  const EncoderRow* encoder;
  const AVCodec* codec;
  AVPixelFormat format;
  int quality;
  std::vector<std::string> notes;
};

// Throws base::Error, in words for people, for an extension, a codec or a quality that cannot be.
Output choose_output(const std::string& path, const WriteSettings& settings, const FilmInfo& film);

}  // namespace video

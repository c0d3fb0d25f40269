// Animated WebP by libwebp, since FFmpeg's decoder knows only still ones.
#pragma once

#include <memory>
#include <string>

#include "video/film_reader.h"

namespace video {

// A still WebP is a film of one frame. Frames are composed; times are in milliseconds.
std::unique_ptr<FilmReader> read_webp(const std::string& path);

}  // namespace video

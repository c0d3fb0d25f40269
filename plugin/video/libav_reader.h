// Film files by FFmpeg's libraries; also single pictures of the kinds that they know, as films of one
// frame.
#pragma once

#include <memory>
#include <string>

#include "video/film_reader.h"

namespace video {

// Display matrices are applied, palettes and chroma resolved. Refuses what has no film in it, and HDR
// (PQ, HLG), whose values are none that a screen of today's pictures shows.
std::unique_ptr<FilmReader> read_by_libav(const std::string& path);

}  // namespace video

// Pictures in files whose names hold their numbers, as films: a folder of them, or a pattern with one %d or
// %0Nd in it, "frames/%04d.png".
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "video/film_reader.h"

namespace video {

// A pattern, an existing folder, or a name that ends with a slash.
bool means_numbered_pictures(const std::string& path);

// The file of that number: in a folder NNNNNN.png.
std::string numbered_name(const std::string& path, std::int64_t number);

// The files in the order of their numbers, whatever these begin with and leave out. Throws base::Error
// where there are none. In a folder all names must be alike but for the number.
std::vector<std::string> numbered_files(const std::string& path);

// PNG as the command line reads it; JPEG, TIFF, BMP and PNM by FFmpeg. All must have the same size.
std::unique_ptr<FilmReader> read_numbered_pictures(const std::string& path, Fraction rate);

}  // namespace video

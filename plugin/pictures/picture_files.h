// Pictures of every common format in and out: PNG by libpng, the others by libvips where it was built in.
//
// A file's format is found by its first bytes, never by its name. Sample values pass unchanged as v/255 or
// v/65535: core works on perceptual values, so no gamma is applied; what is neither gray nor RGB (CMYK, Lab,
// linear light) is converted to sRGB, and the picture's notes say so. EXIF's orientation is applied. Throws
// base::Error naming the file: missing, unreadable, a folder, empty, of no known format, damaged, too large.
#pragma once

#include <cstdio>
#include <string>

#include "pictures/picture.h"

namespace pictures {

// Stands for standard input, and standard output.
inline const std::string kPipe = "-";

// From a file, or from standard input.
Picture read_picture(const std::string& path);

// "jpg", of "a/B.JPG"; empty: none.
std::string ending_of(const std::string& path);
// Whether there is a format that is written under that ending.
bool is_written(const std::string& ending);
// The formats that are written, by their names' endings: "png, jpg, …".
std::string written_endings();

// What a file of that name is written as: by its ending, else as the content was.
// Throws base::Error for the ending of a format that can be read alone.
Format format_for(const std::string& path, Format content);

// Writes to an open file; `path` is for messages. quality: 1 … 100, for formats that lose something. Returns
// sentences on what the format cannot hold.
std::vector<std::string> write_picture(const Picture& picture, Format format, int quality, std::FILE* file,
                                       const std::string& path);

}  // namespace pictures

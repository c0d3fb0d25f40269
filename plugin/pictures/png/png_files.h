// PNG pictures in and out, by libpng.
//
// Every kind of PNG is read: 1 to 16 bit, gray, palette, RGB, tRNS, alpha, interlaced. What is written is RGB
// or RGBA with 8 or 16 bits a sample and the description of the picture that was read. Sample values pass
// unchanged as v/255 or v/65535. Throws base::Error naming the file: unreadable, empty, not a PNG, damaged,
// too large.
#pragma once

#include <cstdio>
#include <string>

#include "pictures/picture.h"

namespace pictures {

// From an open file that can be sought, at its beginning; `path` is for messages. EXIF's orientation is left in the description,
// and not applied.
Picture read_png(std::FILE* file, const std::string& path);

// Writes to an open file; `path` is for messages.
void write_png(const Picture& picture, std::FILE* file, const std::string& path);

}  // namespace pictures

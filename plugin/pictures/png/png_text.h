// One text of a PNG file, looked up without libpng, which would take as much memory as the file claims a text
// to have.
#pragma once

#include <cstdio>
#include <string>

#include "pictures/picture.h"

namespace pictures {

// The content of the international text (iTXt) with that keyword, as it stands; empty where there is none
// before the pixels, or it is compressed, longer than 16 MiB, or goes beyond the end of the file. From a file
// that can be sought, at its beginning; leaves it there. Never throws for what the file holds.
Bytes find_png_text(std::FILE* file, const std::string& keyword);

}  // namespace pictures

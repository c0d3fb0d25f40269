// Pictures of the formats beyond PNG, by libvips: JPEG, TIFF, WebP, HEIF, AVIF, JPEG XL, GIF, BMP and EXR in, all
// but EXR out.
//
// What libvips itself does not trust with files from the internet stays closed, but for the one loader that a
// file's first bytes ask for. One thread, no cache. Throws base::Error naming the file.
#pragma once

#include <cstdio>
#include <optional>
#include <string>

#include "pictures/picture.h"

namespace pictures {

// The format that the first bytes are of, PNG left out; none where it is no format that is read here.
std::optional<Format> vips_format(const Bytes& head);

// From an open file at its beginning; `path` is for messages. Upright.
Picture read_by_vips(std::FILE* file, Format format, const std::string& path);

// As pictures::write_picture().
std::vector<std::string> write_by_vips(const Picture& picture, Format format, int quality, std::FILE* file,
                                       const std::string& path);

}  // namespace pictures

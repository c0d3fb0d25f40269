// The style picture: from a file that GIMP can read, from an open image, or from a drawable of one.
//
// All visible layers of a file or image count, as GIMP shows them. Colours are brought to the colour profile
// of the image that is painted. Main thread only.
#pragma once

#include <string>

#include "core/image.h"
#include "names.h"

namespace gimp {

// At most one is set.
struct StyleSource {
  std::string file;
  ImageRef image = {};
  DrawableRef drawable;

  bool empty() const { return file.empty() && !image && !drawable; }
};

// Throws base::Error for a source that is empty, gone or unreadable.
core::Image read_style(const StyleSource& source, ImageRef content_image);
core::Image read_picture_file(const std::string& file, ImageRef content_image);

// "starry-night.png": the file that an image is saved in or comes from, else what GIMP calls it.
std::string image_title(ImageRef image);
// The style's file, image or drawable.
std::string style_name(const StyleSource& source);

}  // namespace gimp

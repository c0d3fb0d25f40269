// Whether a picture file is whole, before GIMP is asked to read it: GIMP's loaders for PNG and JPEG only warn
// of one that is cut off or damaged, and hand out a picture that is gray from there on.
//
// PNG: chunks of length, type, data and checksum up to IEND (PNG specification, 5.3). JPEG: marker segments
// up to EOI (ITU-T T.81, annex B). Nothing is decoded. Of every other format GIMP's own loader has to tell.
#pragma once

#include <cstddef>

namespace gimp {

enum class PictureDamage {
  kNone,
  kCutOff,  // it ends before its picture does
  kWrongChecksum,
};

PictureDamage picture_damage(const unsigned char* bytes, std::size_t count);

}  // namespace gimp

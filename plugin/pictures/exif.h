// The one thing of EXIF that changes a picture: how it is turned (EXIF 2.3, tag 0x0112). By libexif.
#pragma once

#include "pictures/picture.h"

namespace pictures {

// 1 … 8 as EXIF counts; 1, upright, where the bytes say nothing or are no EXIF.
int orientation_of(const Bytes& exif);

// The same with orientation 1, and without the small picture of what the content was.
Bytes upright_exif(const Bytes& exif);

// Turned and mirrored so that a picture of that orientation stands upright.
core::Image upright(core::Image image, int orientation);

}  // namespace pictures

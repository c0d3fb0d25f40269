// A picture's colours in another picture's colour space, by Little CMS.
#pragma once

#include "pictures/picture.h"

namespace pictures {

// Whether samples stand for the same colours by both.
bool same_colours(const Description& a, const Description& b);

// Changes the samples so that they look the same by the description `to` as they did by `from`. Without a
// profile, or gamma and chromaticities, samples are sRGB's; a profile that is damaged counts as none. Does
// nothing where both are the same.
void convert_colours(core::Image& image, const Description& from, const Description& to);

}  // namespace pictures

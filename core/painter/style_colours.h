// Styles in the colours of a content (in_colours_of(), core/painter.h), and a content in those of the styles.
#pragma once

#include "core/image.h"
#include "painter/working_pictures.h"

namespace core {

// The content in the colours of the styles that paint in each place. `pictures`: whose styles, at a content of
// that longer side.
Image in_style_colours(const Image& content, const WorkingPictures& pictures, int longer_side);

}  // namespace core

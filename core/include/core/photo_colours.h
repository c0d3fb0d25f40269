// A painting in the colours of the photograph that it was made of: its own lightness, the photograph's hue
// and chroma, pixel by pixel.
//
// In Oklab (B. Ottosson, "A perceptual color space for image processing", 2020), where equal lightness looks
// equally light whatever the hue. Where the screen has no colour of that lightness, hue and chroma (near
// black and white), chroma gives way, so that strokes keep their light.
#pragma once

#include "core/image.h"

namespace core {

// Both of the same size; R'G'B' of sRGB. The painting's alpha is kept. Any thread.
Image with_colours_of(Image painting, const Image& photograph);

}  // namespace core

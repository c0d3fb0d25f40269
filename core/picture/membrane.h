// A painting that meets the photograph where pixels of it are frozen, so that no edge shows: a smooth offset
// is added to it, which at the border is what the two differ by there and fades away from it. Colours meet,
// strokes stay.
//
// The offset is a membrane over the painting, as in seamless cloning (P. Pérez et al., "Poisson image
// editing", SIGGRAPH 2003), spread by pulling and pushing through a pyramid (S. Gortler et al., "The
// Lumigraph", SIGGRAPH 1996) in place of solving Poisson's equation: with w, the height of the mask's steps
// at a pixel squared, and d, the photograph across these steps minus the painting,
//
//   pull:  w' = min(1, 2·half(w)),  d' = half(w·d) / half(w)      push:  m = w·d + (1 − w)·larger(m')
//
// from m = 0 where a pixel is an eighth of the longer side. So that no single stroke is spread, d is that of
// colours averaged over about a 64th of the longer side, of the photograph within the mask and of the painting
// outside it. Pixels at the border meet halfway the photograph beside them. Soft borders, whose steps are low,
// hardly count: they need none.
#pragma once

#include "core/image.h"
#include "core/plane.h"

namespace core {

// All of one size. `frozen`: 1 where the photograph is shown, 0 where the painting is. Transparent pixels of
// the photograph do not count. A mask without a border leaves the painting as it is to the last bit. Any
// thread; 8 megapixels take less than a second.
Image meet_at_border(Image painting, const Image& photograph, const Plane& frozen, Wrap wrap = {});

}  // namespace core

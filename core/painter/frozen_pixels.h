// Pixels that stay the photograph's. The optimiser moves y; the network sees, and people are shown,
//
//   x = f·a + (1−f)·y      so that dJ/dy = (1−f)·dJ/dx
//
// where a is the photograph and f, 0…1, how firmly each pixel is frozen. So what is painted beside frozen
// pixels is painted with them in view; where f is 1 x is a to the last bit. In what people are shown, y meets
// a at the border; see membrane.h.
#pragma once

#include <vector>

#include "core/image.h"
#include "core/plane.h"
#include "loss/style_term.h"
#include "painter/style_places.h"

namespace core {

// Throws base::Error, in words for people, for a mask of another shape than the picture, and for one that
// leaves nothing of a whole picture to paint. Null is none.
void check_freeze(const SharedPlane& mask, Size picture, Extent extent);

// Regions without what is frozen in them: what the photograph has there is no part of the painting, and would
// else be made up for beside it. `mask`: of the regions' size.
void beside_frozen(StyleRegions& regions, const Plane& mask);

class FrozenPixels {
 public:
  // `photograph`: as large as the mask, and it must outlive this; transparent pixels of it are met by nothing.
  // An empty mask: nothing is frozen.
  FrozenPixels(Plane mask, const Image& photograph);

  // y to start from: the photograph where it stays whole. What lies there only counts where the next scale's
  // pixels are mixed of it and of painted ones.
  Image start(Image y) const;
  // x of a y of 3×H×W; valid until the next call.
  const float* seen(const float* y);
  Image seen(Image y) const;
  // x as people are shown it.
  Image shown(Image y, Wrap wrap = {}) const;
  // Makes dJ/dy of dJ/dx.
  void hold(float* gradient) const;

 private:
  void mix(const float* y, float* x) const;

  Plane mask_;
  const Image& photograph_;
  std::vector<float> seen_;
};

}  // namespace core

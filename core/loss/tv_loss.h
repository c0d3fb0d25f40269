// Squared total variation over nine points, the same number for the same look at every size:
//
//   J = 2·( mean(dx²)/3 + mean(dy²)/3 + mean(d↘²)/12 + mean(d↙²)/12 )
//
// d: in the 2×2 window right and below of a pixel, its differences to the right, to below and to below right,
// and that from the right to below; means over all pixels of all three planes; borders are replicated,
// or go on at the opposite side where the picture wraps. The diagonals make it nearly isotropic. From
// Katherine Crowson's style-transfer-pytorch (MIT).
#pragma once

#include "core/resample.h"

namespace core {

// `rgb`: 3×height×width. Returns J; adds weight·dJ/drgb to `gradient` (same shape) unless that is null.
double tv_loss(const float* rgb, int width, int height, double weight, float* gradient, Wrap wrap = {});

}  // namespace core

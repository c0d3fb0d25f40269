// A picture in the colours of others: the affine map of its R'G'B' values that gives them the mean and the
// covariance of the models' values and moves them as little as possible.
//
//   y = μ_m + T·(x − μ),   T = Σ^−½ · (Σ^½ Σ_m Σ^½)^½ · Σ^−½
//
// The linear Monge-Kantorovich map: F. Pitié and A. Kokaram, "The linear Monge-Kantorovitch linear colour
// mapping for example-based colour transfer", CVMP 2007. Colours that the picture hardly varies in (the
// eigenvalues of Σ are kept at 1/50² at least) are not stretched into noise, so a flat picture becomes the
// models' mean colour, and a gray one under coloured models stays quiet.
#pragma once

#include <vector>

#include "core/image.h"

namespace core {

// Pixels count by their alpha; several models by their weights, without weights alike. The picture's alpha is
// kept; values are clamped to 0…1. A picture or models in which nothing is visible leave it as it is. Any
// thread; a megapixel takes a few hundredths of a second.
Image match_colours(Image picture, const std::vector<Image>& models, const std::vector<double>& weights = {});

}  // namespace core

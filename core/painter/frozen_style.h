// What the whole picture's moments must be so that those of what is painted beside frozen pixels are the style's.
//
//   target' = (1 − φ)·target + 1/M Σ f·(moments of the photograph)      φ = 1/M Σ f
//
// Moments are means over the M positions of a layer, so what is frozen has a known part in them. Without this
// the rest would be painted the more strongly the less of the style is in what is frozen.
#pragma once

#include <vector>

#include "core/plane.h"
#include "loss/objective.h"

namespace core {

// `photograph` and `mask`: of the same size. `target`: for each style layer of `settings`.
std::vector<Moments> beside_frozen(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                   const std::vector<Moments>& target, const Image& photograph,
                                   const Plane& mask, int tile_side);

}  // namespace core

// J_content = ½ Σ (F − P)² (Gatys et al., arXiv 1508.06576, eq. 1), times a factor of the normalisation.
#pragma once

#include "dnn/feature_map.h"

namespace core {

// Returns ½ Σ k·(F − P)²; adds weight·k·(F − P) to `gradient`. `target` has the shape of `features`, its rows
// without gaps. `firmness`: k of each position, row by row without gaps; null: all 1.
double content_loss(const dnn::FeatureView& features, const float* target, const float* firmness,
                    double weight, const dnn::GradientView& gradient);

}  // namespace core

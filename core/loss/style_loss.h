// How far a layer's moments are from the style's, and the gradient of that.
//
// kGram, Gatys et al., arXiv 1508.06576, eq. 4:
//   E = 1/(4N²) Σ (G/M − S/M_s)², which is 1/(4N²M²) Σ (G − S)² where the sizes agree.
// kCovariance: channel means and centred covariances, each compared by Σd²/(Σ|d| + ε).
//   The gradient of this with respect to the compared values has an L1 norm near 1, whatever the network's
//   scale.
//
// The gradient with respect to the features F (M×N) is F·symmetric + row (added to each position).
#pragma once

#include <vector>

#include "loss/moments.h"

namespace core {

enum class StyleLossKind { kGram, kCovariance, kWasserstein };

struct StyleGradient {
  std::vector<float> symmetric;  // N×N
  std::vector<float> row;        // N; empty for kGram
};

// kGram and kCovariance; for kWasserstein see wasserstein_loss.h. Returns E; fills `gradient` with
// weight·dE/dF of a map with `positions` positions.
double style_loss(StyleLossKind kind, const Moments& moments, const Moments& target, double positions,
                  double weight, StyleGradient& gradient);

}  // namespace core

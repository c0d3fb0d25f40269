// Products for style statistics over a feature map F (M positions × N channels, row-major), whose positions
// may have weights w (0 … 1; W is their diagonal matrix).
//
// gram: G = Fᵀ·W·F, N×N, row-major, symmetric (Gatys et al., arXiv 1508.06576, eq. 3; sums, not means), and
// the channel sums s = Σ over positions of w·F, N values, in the same pass. The same bytes whatever the
// number of threads.
//
// add_gradient: dF += W·(F·S + r) for a symmetric N×N matrix S and a row r, the gradient of any loss of G and
// s with S = dL/dG + (dL/dG)ᵀ and r = dL/ds
//
// Positions of weight 0 cost nothing.
#pragma once

#include <memory>
#include <vector>

#include "dnn/engine.h"
#include "dnn/feature_map.h"

namespace dnn {

class GramProduct {
 public:
  GramProduct(Engine& engine, int channels);
  ~GramProduct();
  GramProduct(const GramProduct&) = delete;
  GramProduct& operator=(const GramProduct&) = delete;

  // Maps of any size and windows of them, with that many channels. `weights`: of the view's positions, row by
  // row without gaps; null: all 1.
  void gram(const FeatureView& features, const float* weights, float* gram, double* channel_sums);
  // `row`: N values, or null for none.
  void add_gradient(const FeatureView& features, const float* weights, const float* symmetric,
                    const float* row, const GradientView& gradient);

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace dnn

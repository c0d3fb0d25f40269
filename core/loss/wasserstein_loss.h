// How far apart two normal distributions of features are: the squared Wasserstein distance of order 2,
//
//   W² = |μ − μ_s|² + tr C + tr S − 2 tr (S^½ C S^½)^½
//
// (D. Dowson and B. Landau, "The Fréchet distance between multivariate normal distributions", 1982), divided
// by the number of channels. It compares deviations, not variances, so that a little noise in a direction in
// which the style hardly varies (grain, coloured fringes, a cast on gray) counts as what the eye sees of it.
//
// (…)^½ is damped: (S^½ C S^½ + δ²)^½, where δ is a small share of S's largest eigenvalue. Directions of the
// style with less variance than δ are not asked for, and the gradient stays bounded. S is held as B·Bᵀ of low
// rank, and the eigenvalues of S^½ C S^½ are those of BᵀCB.
#pragma once

#include <vector>

#include "dnn/engine.h"
#include "loss/moments.h"
#include "loss/style_distance.h"

namespace core {

class WassersteinLoss : public StyleDistance {
 public:
  WassersteinLoss(dnn::Engine& engine, const Moments& target);

  double evaluate(const Moments& moments, double positions, double weight, StyleGradient& gradient) override;

 private:
  // (BᵀCB + δ²)^−½ into inverse_root_; returns the trace of the root.
  double find_inverse_root(const std::vector<float>& covariance);

  dnn::Engine& engine_;
  int channels_;
  std::vector<double> mean_;  // of the target
  double trace_ = 0;
  double damping_ = 0;         // δ
  int rank_ = 0;               // columns of B
  std::vector<float> factor_;  // B: channels × rank
  std::vector<float> inverse_root_;
  std::vector<float> root_, step_, wide_, product_;
};

}  // namespace core

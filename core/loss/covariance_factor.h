// A factor of low rank of a covariance: S ≈ B·Bᵀ, by the eigenvectors of the largest eigenvalues. Eigen is
// used in this pair of files alone.
#pragma once

#include <vector>

#include "dnn/engine.h"

namespace core {

struct CovarianceFactor {
  double least = 0;           // of the eigenvalues that are in it
  int rank = 0;               // columns of B
  std::vector<float> values;  // B: channels × rank, row-major
};

// `covariance`: channels × channels. What has less than `least_share` of the largest eigenvalue is left out.
CovarianceFactor covariance_factor(dnn::Engine& engine, const std::vector<float>& covariance, int channels,
                                   double least_share);

}  // namespace core

// First and second moments of a feature map over its positions: what styles are compared by.
//
//   mean[c]      = 1/M Σ F[p,c]
//   raw[c·N + d] = 1/M Σ F[p,c]·F[p,d] = G/M, the Gram matrix of Gatys et al. (arXiv 1508.06576) divided
//                  by its own M, so that pictures of different sizes can be compared
//
// In double precision: covariances are small differences of large products.
#pragma once

#include <vector>

namespace core {

struct Moments {
  int channels = 0;
  std::vector<double> mean;
  std::vector<double> raw;
};

// Of channels c and d.
double covariance_at(const Moments& moments, int c, int d);

// The average over several pictures, each with its weight, which need not add up to 1: of means and of raw
// second moments, never of covariances.
Moments average(const std::vector<Moments>& pictures, const std::vector<double>& weights);
// The same for each layer: moments by picture, then layer.
std::vector<Moments> average(const std::vector<std::vector<Moments>>& pictures,
                             const std::vector<double>& weights);

}  // namespace core

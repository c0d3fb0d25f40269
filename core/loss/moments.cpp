#include "loss/moments.h"

#include <numeric>

namespace core {

double covariance_at(const Moments& moments, int c, int d) {
  return moments.raw[static_cast<std::size_t>(c) * moments.channels + d] - moments.mean[c] * moments.mean[d];
}

Moments average(const std::vector<Moments>& pictures, const std::vector<double>& weights) {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  Moments result = pictures.front();
  const auto mix = [&](std::vector<double> Moments::*values) {
    for (std::size_t at = 0; at < (result.*values).size(); ++at) {
      double sum = 0;
      for (std::size_t i = 0; i < pictures.size(); ++i) sum += weights[i] / all * (pictures[i].*values)[at];
      (result.*values)[at] = sum;
    }
  };
  mix(&Moments::mean);
  mix(&Moments::raw);
  return result;
}

std::vector<Moments> average(const std::vector<std::vector<Moments>>& pictures,
                             const std::vector<double>& weights) {
  std::vector<Moments> result;
  for (std::size_t l = 0; l < pictures.front().size(); ++l) {
    std::vector<Moments> of_layer;
    for (const std::vector<Moments>& picture : pictures) of_layer.push_back(picture[l]);
    result.push_back(average(of_layer, weights));
  }
  return result;
}

}  // namespace core

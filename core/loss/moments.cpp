#include "loss/moments.h"

#include <numeric>

namespace core {

double covariance_at(const Moments& moments, int c, int d) {
  return static_cast<double>(moments.raw[static_cast<std::size_t>(c) * moments.channels + d]) -
         static_cast<double>(moments.mean[c]) * moments.mean[d];
}

Moments average(const std::vector<Moments>& pictures, const std::vector<double>& weights) {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  Moments result = pictures.front();
  const auto mix = [&](std::vector<float> Moments::*values) {
    for (std::size_t at = 0; at < (result.*values).size(); ++at) {
      double sum = 0;
      for (std::size_t i = 0; i < pictures.size(); ++i) sum += weights[i] / all * (pictures[i].*values)[at];
      (result.*values)[at] = static_cast<float>(sum);
    }
  };
  mix(&Moments::mean);
  mix(&Moments::raw);
  return result;
}

}  // namespace core

#include "loss/moments.h"

#include <numeric>

namespace core {

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

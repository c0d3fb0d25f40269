#include "loss/style_loss.h"

#include <cmath>

namespace core {
namespace {

double gram_loss(const Moments& moments, const Moments& target, double positions, double weight,
                 StyleGradient& gradient) {
  const std::size_t size = moments.raw.size();
  const double n = moments.channels;
  // dE/dG and its transpose together: (G/M − S/M_s) / (N²·M).
  const double scale = weight / (n * n * positions);
  double sum = 0;
  gradient.symmetric.resize(size);
  gradient.row.clear();
  for (std::size_t i = 0; i < size; ++i) {
    const double difference = moments.raw[i] - target.raw[i];
    sum += difference * difference;
    gradient.symmetric[i] = static_cast<float>(scale * difference);
  }
  return sum / (4 * n * n);
}

// Σd²/(Σ|d| + ε); turns the differences into the gradient.
double scaled_squared_error(std::vector<double>& differences) {
  constexpr double kEpsilon = 1e-8;
  double absolute = kEpsilon;
  double squared = 0;
  for (const double d : differences) {
    absolute += std::abs(d);
    squared += d * d;
  }
  const double loss = squared / absolute;
  for (double& d : differences) {
    const double sign = d > 0 ? 1.0 : (d < 0 ? -1.0 : 0.0);
    d = (2 * d - loss * sign) / absolute;
  }
  return loss;
}

double covariance_loss(const Moments& moments, const Moments& target, double positions, double weight,
                       StyleGradient& gradient) {
  const int n = moments.channels;
  std::vector<double> mean(n);
  for (int c = 0; c < n; ++c) mean[c] = moments.mean[c] - target.mean[c];
  std::vector<double> centred(static_cast<std::size_t>(n) * n);
  for (int c = 0; c < n; ++c) {
    for (int d = 0; d < n; ++d) {
      centred[static_cast<std::size_t>(c) * n + d] =
          covariance_at(moments, c, d) - covariance_at(target, c, d);
    }
  }
  const double loss = scaled_squared_error(mean) + scaled_squared_error(centred);

  // dL/dF = (F − mean)·S + dL/dmean / M with S = 2/M · dL/dC.
  gradient.symmetric.resize(centred.size());
  gradient.row.resize(n);
  const double scale = 2 * weight / positions;
  for (int c = 0; c < n; ++c) {
    double through_mean = 0;
    for (int d = 0; d < n; ++d) {
      const std::size_t i = static_cast<std::size_t>(c) * n + d;
      gradient.symmetric[i] = static_cast<float>(scale * centred[i]);
      through_mean += scale * centred[i] * moments.mean[d];
    }
    gradient.row[c] = static_cast<float>(weight * mean[c] / positions - through_mean);
  }
  return loss;
}

}  // namespace

double style_loss(StyleLossKind kind, const Moments& moments, const Moments& target, double positions,
                  double weight, StyleGradient& gradient) {
  return kind == StyleLossKind::kGram ? gram_loss(moments, target, positions, weight, gradient)
                                      : covariance_loss(moments, target, positions, weight, gradient);
}

}  // namespace core

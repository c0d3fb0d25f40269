#include "loss/wasserstein_loss.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "dnn/matrix.h"
#include "loss/covariance_factor.h"

namespace core {
namespace {

// Of the largest eigenvalue of the style's covariance.
constexpr double kDampingShare = 0.0125;
// Of the energy of the style's mean: less variance than that is rounding.
constexpr double kFlat = 1e-6;

std::vector<float> covariance_of(const Moments& moments) {
  const int n = moments.channels;
  std::vector<float> covariance(moments.raw.size());
  for (int c = 0; c < n; ++c) {
    for (int d = 0; d < n; ++d) {
      covariance[static_cast<std::size_t>(c) * n + d] = static_cast<float>(covariance_at(moments, c, d));
    }
  }
  return covariance;
}

double trace_of(const std::vector<float>& square, int n) {
  double trace = 0;
  for (int i = 0; i < n; ++i) trace += square[static_cast<std::size_t>(i) * n + i];
  return trace;
}

}  // namespace

WassersteinLoss::WassersteinLoss(dnn::Engine& engine, const Moments& target)
    : engine_(engine), channels_(target.channels), mean_(target.mean) {
  const std::vector<float> covariance = covariance_of(target);
  trace_ = trace_of(covariance, channels_);
  const double energy = std::inner_product(mean_.begin(), mean_.end(), mean_.begin(), 0.0);
  if (trace_ <= kFlat * energy) {  // a flat style, or one of a single position, has no directions
    trace_ = 0;
    return;
  }
  CovarianceFactor factor = covariance_factor(engine_, covariance, channels_, kDampingShare);
  damping_ = factor.least;
  rank_ = factor.rank;
  factor_ = std::move(factor.values);
}

// By the coupled iteration of Newton and Schulz, for A scaled to eigenvalues of 1 at most:
//   Y₀ = A, Z₀ = 1;  T = (3 − Z·Y)/2;  Y ← Y·T → A^½,  Z ← T·Z → A^−½
double WassersteinLoss::find_inverse_root(const std::vector<float>& covariance) {
  constexpr int kMostSteps = 30;
  constexpr float kNear = 1e-3f;
  const int n = channels_, r = rank_;
  const std::size_t size = static_cast<std::size_t>(r) * r;
  wide_.resize(static_cast<std::size_t>(n) * r);
  root_.resize(size);
  step_.resize(size);
  product_.resize(size);
  const dnn::MatrixView b{factor_.data(), n, r};
  dnn::multiply(engine_, {covariance.data(), n, n}, b, wide_.data());
  dnn::multiply(engine_, b.transpose(), {wide_.data(), n, r}, root_.data());
  double scale = 0;  // the largest sum of a row's absolute values, which no eigenvalue exceeds
  for (int i = 0; i < r; ++i) {
    root_[static_cast<std::size_t>(i) * r + i] += static_cast<float>(damping_ * damping_);
    double sum = 0;
    for (int j = 0; j < r; ++j) sum += std::abs(root_[static_cast<std::size_t>(i) * r + j]);
    scale = std::max(scale, sum);
  }
  for (float& value : root_) value = static_cast<float>(value / scale);
  inverse_root_.assign(size, 0.0f);
  for (int i = 0; i < r; ++i) inverse_root_[static_cast<std::size_t>(i) * r + i] = 1;
  for (int step = 0; step < kMostSteps; ++step) {
    const dnn::MatrixView y{root_.data(), r, r}, z{inverse_root_.data(), r, r}, t{step_.data(), r, r};
    dnn::multiply(engine_, z, y, step_.data());
    float far = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const float one = i % (r + 1) == 0 ? 1.0f : 0.0f;
      far = std::max(far, std::abs(step_[i] - one));
      step_[i] = 0.5f * (3 * one - step_[i]);
    }
    dnn::multiply(engine_, y, t, product_.data());
    std::swap(root_, product_);
    dnn::multiply(engine_, t, z, product_.data());
    std::swap(inverse_root_, product_);
    if (far < kNear) break;  // it was so near before this step, which squares what is left
  }
  const double side = std::sqrt(scale);
  for (float& value : inverse_root_) value = static_cast<float>(value / side);
  return side * trace_of(root_, r);
}

double WassersteinLoss::evaluate(const Moments& moments, double positions, double weight,
                                 StyleGradient& gradient) {
  const int n = moments.channels, r = rank_;
  const std::vector<float> covariance = covariance_of(moments);
  double loss = trace_ + trace_of(covariance, n);
  // T = B·(BᵀCB + δ²)^−½·Bᵀ; dW²/dC = 1 − T.
  gradient.symmetric.assign(static_cast<std::size_t>(n) * n, 0.0f);
  if (r > 0) {
    loss -= 2 * (find_inverse_root(covariance) - r * damping_);
    const dnn::MatrixView b{factor_.data(), n, r};
    dnn::multiply(engine_, b, {inverse_root_.data(), r, r}, wide_.data());
    dnn::multiply(engine_, {wide_.data(), n, r}, b.transpose(), gradient.symmetric.data());
  }
  gradient.row.resize(n);
  const double scale = 2 * weight / (positions * n);
  for (int c = 0; c < n; ++c) {
    for (int d = 0; d <= c; ++d) {
      float& value = gradient.symmetric[static_cast<std::size_t>(c) * n + d];
      value = static_cast<float>(scale * ((c == d ? 1.0 : 0.0) - value));
      gradient.symmetric[static_cast<std::size_t>(d) * n + c] = value;
    }
  }
  for (int c = 0; c < n; ++c) {
    const float* row = gradient.symmetric.data() + static_cast<std::size_t>(c) * n;
    const double difference = moments.mean[c] - mean_[c];
    loss += difference * difference;
    gradient.row[c] =
        static_cast<float>(scale * difference - std::inner_product(row, row + n, moments.mean.begin(), 0.0));
  }
  return loss / n;
}

}  // namespace core

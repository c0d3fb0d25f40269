#include "descent/lbfgs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core {
namespace {

constexpr double kSufficientDecrease = 1e-4;
constexpr double kCurvature = 0.9;
constexpr int kTries = 20;
// Root mean square of the first step, before there is any curvature to go by.
constexpr double kFirstStep = 0.01;

// Eight running sums in a fixed order: vectorises, and gives the same bytes every time.
double dot(const std::vector<float>& a, const std::vector<float>& b) {
  std::array<double, 8> sums{};
  const std::size_t blocks = a.size() / 8 * 8;
  for (std::size_t i = 0; i < blocks; i += 8) {
    for (std::size_t k = 0; k < 8; ++k) sums[k] += static_cast<double>(a[i + k]) * b[i + k];
  }
  double total = 0;
  for (const double sum : sums) total += sum;
  for (std::size_t i = blocks; i < a.size(); ++i) total += static_cast<double>(a[i]) * b[i];
  return total;
}

void add_scaled(std::vector<float>& target, double factor, const std::vector<float>& other) {
  const auto scale = static_cast<float>(factor);
  for (std::size_t i = 0; i < target.size(); ++i) target[i] += scale * other[i];
}

void hold_at_border(const std::vector<float>& x, const std::vector<float>& gradient, Box box,
                    std::vector<float>& values) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool held = (x[i] <= box.least && gradient[i] > 0) || (x[i] >= box.greatest && gradient[i] < 0);
    if (held) values[i] = 0;
  }
}

std::vector<float> difference(const std::vector<float>& a, const std::vector<float>& b) {
  std::vector<float> result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = a[i] - b[i];
  return result;
}

struct Point {
  std::vector<float> x;
  std::vector<float> gradient;
  double value = 0;
};

}  // namespace

Lbfgs::Lbfgs(std::size_t size, int history, Box box)
    : size_(size), history_(static_cast<std::size_t>(history)), box_(box) {}

std::vector<float> Lbfgs::direction(const std::vector<float>& x) const {
  std::vector<float> d(size_);
  for (std::size_t i = 0; i < size_; ++i) d[i] = -gradient_[i];
  hold_at_border(x, gradient_, box_, d);
  if (pairs_.empty()) return d;
  std::vector<double> alpha(pairs_.size());
  for (std::size_t k = pairs_.size(); k-- > 0;) {
    alpha[k] = pairs_[k].inverse_curvature * dot(pairs_[k].s, d);
    add_scaled(d, -alpha[k], pairs_[k].y);
  }
  const Pair& last = pairs_.back();
  const auto scale = static_cast<float>(1 / (last.inverse_curvature * dot(last.y, last.y)));
  for (float& value : d) value *= scale;
  for (std::size_t k = 0; k < pairs_.size(); ++k) {
    const double beta = pairs_[k].inverse_curvature * dot(pairs_[k].y, d);
    add_scaled(d, alpha[k] - beta, pairs_[k].s);
  }
  hold_at_border(x, gradient_, box_, d);
  return d;
}

void Lbfgs::remember(const std::vector<float>& x, const std::vector<float>& new_x,
                     const std::vector<float>& new_gradient) {
  Pair pair{difference(new_x, x), difference(new_gradient, gradient_), 0};
  const double curvature = dot(pair.s, pair.y);
  // Written so that NaN is left out too.
  if (!(curvature > 1e-10 * std::sqrt(dot(pair.s, pair.s) * dot(pair.y, pair.y)))) return;
  pair.inverse_curvature = 1 / curvature;
  if (pairs_.size() == history_) pairs_.pop_front();
  pairs_.push_back(std::move(pair));
}

double Lbfgs::step(std::vector<float>& x, const Evaluate& evaluate) {
  if (gradient_.empty()) {
    std::vector<float> gradient(size_);
    value_ = evaluate(x.data(), gradient.data());
    gradient_ = std::move(gradient);
  }
  std::vector<float> d = direction(x);
  if (!(dot(d, gradient_) < 0)) {
    // Curvature of another place; the gradient itself always leads down.
    pairs_.clear();
    d = direction(x);
  }
  const double length = std::sqrt(dot(d, d));
  if (!(length > 0)) {
    converged_ = true;
    return value_;
  }

  Point best;  // the lowest that satisfies the sufficient decrease
  Point trial{std::vector<float>(size_), std::vector<float>(size_), 0};
  double least = 0, greatest = 0;  // bracket of t; greatest 0: none yet
  double t = pairs_.empty() ? kFirstStep * std::sqrt(static_cast<double>(size_)) / length : 1;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    for (std::size_t i = 0; i < size_; ++i) {
      trial.x[i] = std::min(box_.greatest, std::max(box_.least, x[i] + static_cast<float>(t) * d[i]));
    }
    trial.value = evaluate(trial.x.data(), trial.gradient.data());
    const std::vector<float> moved = difference(trial.x, x);
    const double slope = dot(gradient_, moved);
    if (!(trial.value < value_ && trial.value <= value_ + kSufficientDecrease * slope)) {
      greatest = t;
      if (!best.x.empty()) break;
    } else {
      const bool lower = best.x.empty() || trial.value < best.value;
      if (lower) best = trial;
      if (!lower || dot(trial.gradient, moved) >= kCurvature * slope) break;
      least = t;
    }
    t = greatest > 0 ? (least + greatest) / 2 : 2 * t;
  }
  if (best.x.empty()) {
    // Stale curvature is worth one more try along the gradient.
    converged_ = pairs_.empty();
    pairs_.clear();
    return value_;
  }
  remember(x, best.x, best.gradient);
  x = std::move(best.x);
  gradient_ = std::move(best.gradient);
  value_ = best.value;
  return value_;
}

}  // namespace core

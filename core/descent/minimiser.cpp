#include "descent/minimiser.h"

#include <algorithm>
#include <cmath>

#include "descent/adam.h"
#include "descent/lbfgs.h"

namespace core {
namespace {

// Pairs kept: more gain little on pictures and cost 24 bytes a pixel each.
constexpr int kHistory = 20;

class AdamMinimiser : public Minimiser {
 public:
  explicit AdamMinimiser(Wrap wrap) : wrap_(wrap) {}

  void start_scale(const Image& start, int iterations) override {
    if (adam_ && (start.width() != size_.width || start.height() != size_.height)) {
      adam_ = std::make_unique<Adam>(adam_->resized(size_, size_of(start), wrap_));
    } else {
      adam_ = std::make_unique<Adam>(start.rgb().size(), AdamSettings{});
    }
    adam_->fall_over(iterations);
    x_ = start.rgb();
    gradient_.resize(x_.size());
    size_ = size_of(start);
    moved_ = false;
  }

  Losses iterate(const Evaluate& evaluate) override {
    Losses losses = evaluate(x_.data(), gradient_.data());
    adam_->step(x_, gradient_.data());
    moved_ = true;
    return losses;
  }

  std::vector<float> picture() const override { return moved_ ? adam_->averaged() : x_; }

 private:
  std::unique_ptr<Adam> adam_;
  std::vector<float> x_;
  std::vector<float> gradient_;
  Wrap wrap_;
  Size size_;
  bool moved_ = false;
};

class LbfgsMinimiser : public Minimiser {
 public:
  void start_scale(const Image& start, int /*iterations*/) override {
    x_ = start.rgb();
    // Curvature does not carry over: the next scale's function is another one.
    lbfgs_ = std::make_unique<Lbfgs>(x_.size(), kHistory, Box{});
  }

  Losses iterate(const Evaluate& evaluate) override {
    Losses lowest = accepted_;
    const double value = lbfgs_->step(x_, [&](const float* x, float* gradient) {
      const Losses losses = evaluate(x, gradient);
      tried_.push_back(losses);
      return losses.total;
    });
    for (const Losses& losses : tried_) {
      if (losses.total == value || !std::isfinite(value)) lowest = losses;
    }
    tried_.clear();
    accepted_ = lowest;
    return accepted_;
  }

  bool converged() const override { return lbfgs_->converged(); }
  std::vector<float> picture() const override { return x_; }

 private:
  std::unique_ptr<Lbfgs> lbfgs_;
  std::vector<float> x_;
  std::vector<Losses> tried_;
  Losses accepted_;
};

}  // namespace

std::unique_ptr<Minimiser> make_minimiser(Optimizer optimizer, Wrap wrap) {
  if (optimizer == Optimizer::kLbfgs) return std::make_unique<LbfgsMinimiser>();
  return std::make_unique<AdamMinimiser>(wrap);
}

int optimizer_history(Optimizer optimizer) { return optimizer == Optimizer::kLbfgs ? kHistory : 1; }

double optimizer_evaluations(Optimizer optimizer, int iterations) {
  // L-BFGS evaluates its start too, and its line search mostly takes the first try: counted over whole runs.
  return optimizer == Optimizer::kLbfgs ? 1 + 1.08 * iterations : iterations;
}

int optimizer_pictures(Optimizer optimizer, int iterations) {
  // L-BFGS: the pairs, and a step's direction, movement, trial and best points. Adam: two moments, the
  // average.
  return optimizer == Optimizer::kLbfgs ? 2 * std::min(kHistory, iterations) + 7 : 3;
}

}  // namespace core

// Limited-memory BFGS in a box: Nocedal & Wright, Numerical Optimization, algorithm 7.4, with projection.
//
// The direction leaves out values that lie on the box's border and would be pushed outwards; the step goes
// along the projected ray x(t) = P(x + t·d). The line search (bisection for the weak Wolfe conditions, Lewis
// & Overton 2013) accepts only points that lower the function, so the value never rises. Pairs without
// positive curvature are left out.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <vector>

namespace core {

struct Box {
  float least = 0;
  float greatest = 1;
};

class Lbfgs {
 public:
  // Returns f(x) and writes df/dx; may throw, then step() leaves x alone. NaN and infinity count as a rise.
  using Evaluate = std::function<double(const float* x, float* gradient)>;

  // `history`: pairs kept, 8·size bytes each.
  Lbfgs(std::size_t size, int history, Box box);

  // One accepted step; returns f at the new x. The first call evaluates at x too, later ones take x as they
  // left it.
  double step(std::vector<float>& x, const Evaluate& evaluate);

  // The last step found nothing lower, or there is no slope left.
  bool converged() const { return converged_; }

 private:
  struct Pair {
    std::vector<float> s;  // difference of x
    std::vector<float> y;  // difference of gradients
    double inverse_curvature;
  };

  std::vector<float> direction(const std::vector<float>& x) const;
  void remember(const std::vector<float>& x, const std::vector<float>& new_x,
                const std::vector<float>& new_gradient);

  std::size_t size_;
  std::size_t history_;
  Box box_;
  std::deque<Pair> pairs_;
  std::vector<float> gradient_;
  double value_ = 0;
  bool converged_ = false;
};

}  // namespace core

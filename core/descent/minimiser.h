// Walks a picture downhill, one iteration at a time, by the optimiser that was asked for, and carries what
// the optimiser has learnt on to the next scale.
//
// `Evaluate` may throw (cancellation): the picture is then as it was before the iteration.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/image.h"
#include "core/losses.h"
#include "core/resample.h"

namespace core {

enum class Optimizer { kAdam, kLbfgs };

class Minimiser {
 public:
  using Evaluate = std::function<Losses(const float* x, float* gradient)>;

  virtual ~Minimiser() = default;

  // Takes `start` as the picture at its size; the same size or another than before. `iterations`: how many
  // will follow at most.
  virtual void start_scale(const Image& start, int iterations) = 0;
  // Returns the losses of a picture on the way: Adam's before its step, L-BFGS's after it.
  virtual Losses iterate(const Evaluate& evaluate) = 0;
  // No further iteration can lower the loss.
  virtual bool converged() const { return false; }
  // The best picture so far.
  virtual std::vector<float> picture() const = 0;
};

// `wrap`: the picture's.
std::unique_ptr<Minimiser> make_minimiser(Optimizer optimizer, Wrap wrap = {});

// Steps until its state has all that it will ever hold, and a step takes longest.
int optimizer_history(Optimizer optimizer);

// Evaluations that so many iterations of a scale take, on average.
double optimizer_evaluations(Optimizer optimizer, int iterations);

// Pictures of 3 floats a pixel that its state takes after so many iterations.
int optimizer_pictures(Optimizer optimizer, int iterations);

}  // namespace core

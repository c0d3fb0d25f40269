// One layer's style loss against one target, by the kind that was chosen.
#pragma once

#include <memory>

#include "dnn/engine.h"
#include "loss/moments.h"
#include "loss/style_loss.h"

namespace core {

class StyleDistance {
 public:
  virtual ~StyleDistance() = default;
  // Returns E; fills `gradient` with weight·dE/dF of a map with `positions` positions.
  virtual double evaluate(const Moments& moments, double positions, double weight,
                          StyleGradient& gradient) = 0;
};

// `engine` must outlive it.
std::unique_ptr<StyleDistance> make_style_distance(StyleLossKind kind, dnn::Engine& engine, Moments target);

}  // namespace core

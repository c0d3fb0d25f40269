// Holds a frame of a film to what the frame before says of it: Ruder et al., arXiv 1604.08610, eq. 7:
//
//   J = 1/D · Σ c·(x − w)²,   dJ/dx = 2c·(x − w)/D
//
// w is the painting before, as the optical flow warps it, c, 0…1, how far it can be trusted, D the number of
// values. It looks at the pixels alone, so tiles do not change it.
#pragma once

#include "core/image.h"
#include "core/plane.h"
#include "loss/loss_term.h"

namespace core {

class TemporalTerm : public LossTerm {
 public:
  // Both of the scale's size.
  TemporalTerm(double weight, Image before, Plane trust);

  const char* name() const override { return "temporal"; }
  void add_pixel_gradient(const float* rgb, Size size, float* gradient) override;
  double value() const override { return value_; }

 private:
  Image before_;
  Plane trust_;
  double value_ = 0;
};

}  // namespace core

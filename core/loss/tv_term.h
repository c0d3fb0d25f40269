// Total variation of the pixels; see tv_loss.h.
#pragma once

#include "loss/loss_term.h"
#include "loss/tv_loss.h"

namespace core {

class TvTerm : public LossTerm {
 public:
  using LossTerm::LossTerm;

  const char* name() const override { return "tv"; }
  void add_pixel_gradient(const float* rgb, Size size, float* gradient) override {
    value_ = tv_loss(rgb, size.width, size.height, weight(), gradient);
  }
  double value() const override { return value_; }

 private:
  double value_ = 0;
};

}  // namespace core

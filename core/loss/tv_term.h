// Total variation of the pixels; see tv_loss.h.
#pragma once

#include "loss/loss_term.h"
#include "loss/tv_loss.h"

namespace core {

class TvTerm : public LossTerm {
 public:
  TvTerm(double weight, Wrap wrap) : LossTerm(weight), wrap_(wrap) {}

  const char* name() const override { return "tv"; }
  void add_pixel_gradient(const float* rgb, Size size, float* gradient) override {
    value_ = tv_loss(rgb, size.width, size.height, weight(), gradient, wrap_);
  }
  double value() const override { return value_; }

 private:
  Wrap wrap_;
  double value_ = 0;
};

}  // namespace core

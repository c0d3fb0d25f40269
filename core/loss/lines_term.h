// The photograph's lines: the Laplacian of the pooled picture stays near that of the pooled photograph.
//
//   J = Σ_p 1/(2·M_p) Σ (Δ pool_p(x) − Δ pool_p(a))²,   p = 4, 16
//
// pool_p: means of p×p pixels, M_p of them; Δ: the sum over the colours of a position's differences from its four
// neighbours. Li, Xu, Nie & Chua, "Laplacian-Steered Neural Style Transfer" (arXiv 1707.01253), with means in
// place of sums. It looks at the pixels, not at features, so it costs next to nothing. Pools lie on a grid, which
// would show; so evaluations take turns between several places of it, as those of the network do.
#pragma once

#include "loss/loss_term.h"

namespace core {

class LinesTerm : public LossTerm {
 public:
  // `places`: between which evaluations take turns.
  LinesTerm(double weight, Wrap wrap, int places) : LossTerm(weight), wrap_(wrap), places_(places) {}

  const char* name() const override { return "lines"; }
  void look_at_content(const Image& content) override;
  void add_pixel_gradient(const float* rgb, Size size, float* gradient) override;
  double value() const override { return value_; }

 private:
  Wrap wrap_;
  int places_;
  int turn_ = 0;
  std::vector<std::vector<float>> targets_;  // by place and p
  double value_ = 0;
};

}  // namespace core

// Adam on a picture: Kingma & Ba, arXiv 1412.6980, each step clamped to the box.
//
//   m ← β₁·m + (1−β₁)·g     v ← β₂·v + (1−β₂)·g²     x ← x − η·m̂ / (√v̂ + ε)     m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)
//
// Few steps must go far, and must not be averaged with where they came from: for a scale of n steps d is
// 1 − 4/n and the rate, where moments are there from the scale before, √(100/n) times the usual one, 1 to 2
// times; with more large pictures came out harsh, and with their lattice. The rate η falls over a scale's
// steps by half a cosine (Loshchilov & Hutter, arXiv 1608.03983): at 256 px the loss of 100 steps a scale
// became 3 %, 8 % and 34 % lower than with the same rate to the end (three pairs of pictures).
//
// The picture to show is the average of the iterates, a ← d·a + (1−d)·x, read as a/(1−dᵗ): it is smoother and
// has the lower loss. With d = 0.99 and 100 iterations a scale the average still holds the way there, and its
// loss was a third higher than the last iterate's; with 0.9 it is lower (two pairs of pictures at 512 px).
// Coarse to fine, the moments move to the next size with the picture, as in Katherine Crowson's
// style-transfer-pytorch (MIT), but by a filter that leaves v positive, and scaled as the slopes are: with √2
// times the side half as steep. A part of 8 megapixels, 6 steps: loss 0.61 instead of 0.81.
#pragma once

#include <cstddef>
#include <vector>

#include "core/resample.h"

namespace core {

struct AdamSettings {
  double learning_rate = 0.03;
  double last_rate = 0.05;  // share of it that is left at the end
  double beta1 = 0.9;
  double beta2 = 0.99;
  double epsilon = 1e-8;
  double averaging = 0.9;  // d, for 100 steps and more
  float least = 0;         // the box
  float greatest = 1;
};

class Adam {
 public:
  explicit Adam(std::size_t size, AdamSettings settings = {});

  // Rate and averaging suit the next `steps` steps, over which the rate falls; without this they stay.
  void fall_over(int steps);

  // x and gradient: `size` values.
  void step(std::vector<float>& x, const float* gradient);

  // Average of the iterates since construction or resized(); empty before the first step.
  std::vector<float> averaged() const;

  // For planes of width × height (size = planes·width·height): the state at another size. The average starts
  // anew.
  Adam resized(Size size, Size new_size, Wrap wrap = {}) const;

 private:
  double rate_share() const;

  AdamSettings settings_;
  double rate_;
  double averaging_;
  std::vector<float> first_;   // m
  std::vector<float> second_;  // v
  std::vector<float> average_;
  int steps_ = 0;
  int averaged_steps_ = 0;
  int falling_ = 0;  // steps over which the rate falls; 0: it stays
  int fallen_ = 0;   // of them done
};

}  // namespace core

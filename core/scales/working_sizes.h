// The sizes of a job's pictures at each scale, checked once: arithmetic that needs no pixels.
#pragma once

#include <string>
#include <vector>

#include "core/resample.h"
#include "core/working_side.h"

namespace core {

class WorkingSizes {
 public:
  // `least`: pixels that the shorter side of every picture must have for the layer `deepest`.
  // `size`: see working_side().
  // Throws base::Error naming the picture's size and the least one.
  WorkingSizes(Size content, std::vector<StyleSize> styles, double style_scale, int size, int least,
               const std::string& deepest);

  Size working() const { return working_; }
  // Of content and styles as given.
  double given_pixels() const;
  // Longer sides, ascending; the last is the working size.
  std::vector<int> scales(int count) const;
  Size content_at(int longer_side) const;
  std::vector<Size> styles_at(int longer_side) const;
  // The longer side at which networks are calibrated: statistics of channels need no more.
  int calibration_side() const;
  // The longer side at which losses are balanced before a run of these scales.
  int balance_side(const std::vector<int>& scales) const;

 private:
  Size content_;
  std::vector<StyleSize> styles_;
  double style_scale_;
  int least_;
  Size working_;
};

}  // namespace core

// Films whose motion is known.
#pragma once

#include <limits>
#include <vector>

#include "core/film_painter.h"
#include "waves.h"

namespace test {

inline core::Flow constant_flow(core::Size size, float u, float v) {
  const std::vector<float>::size_type pixels = static_cast<std::size_t>(size.width) * size.height;
  return {size, std::vector<float>(pixels, u), std::vector<float>(pixels, v)};
}

// The part of a larger picture that begins `left` pixels from its left side.
inline core::Image part(const core::Image& whole, int left, int width) {
  core::Image result(width, whole.height());
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < whole.height(); ++y) {
      for (int x = 0; x < width; ++x) {
        result.plane(channel)[y * width + x] = whole.plane(channel)[y * whole.width() + left + x];
      }
    }
  }
  return result;
}

// A camera that moves along a picture, `step` pixels a frame.
class Pan : public core::OpticalFlow {
 public:
  Pan(const core::Image& scene, int width, int step, int frames) : step_(step) {
    for (int frame = 0; frame < frames; ++frame) frames_.push_back(part(scene, frame * step, width));
  }

  const std::vector<core::Image>& frames() const { return frames_; }

  core::Flow between(const core::Image& from, const core::Image& to) override {
    const auto moved = static_cast<float>(step_ * (number_of(from) - number_of(to)));
    return constant_flow(size_of(from), moved, 0);
  }

 private:
  int number_of(const core::Image& picture) const {
    int nearest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t frame = 0; frame < frames_.size(); ++frame) {
      double apart = 0;
      for (std::size_t i = 0; i < picture.rgb().size(); ++i) {
        apart += std::abs(picture.rgb()[i] - frames_[frame].rgb()[i]);
      }
      if (apart < least) nearest = static_cast<int>(frame);
      least = std::min(least, apart);
    }
    return nearest;
  }

  std::vector<core::Image> frames_;
  int step_;
};

}  // namespace test

// A picture in memory: R'G'B' planes (perceptual, as sRGB files hold them) and alpha, float32.
//
// Values are 0…1; network weights were trained on such values, so no linear light anywhere in core. Planes
// are row-major, width·height floats each, stored one after the other (3×H×W), which is what the network
// reads. A plain value: copies copy the pixels.
#pragma once

#include <cstddef>
#include <vector>

namespace core {

class Image {
 public:
  Image() = default;
  // Black; with alpha: opaque.
  Image(int width, int height, bool has_alpha = false);

  int width() const { return width_; }
  int height() const { return height_; }
  bool empty() const { return width_ == 0; }
  std::size_t pixels() const { return static_cast<std::size_t>(width_) * height_; }

  // Channel 0…2: red, green, blue.
  float* plane(int channel) { return rgb_.data() + channel * pixels(); }
  const float* plane(int channel) const { return rgb_.data() + channel * pixels(); }
  // All three planes: 3×H×W.
  std::vector<float>& rgb() { return rgb_; }
  const std::vector<float>& rgb() const { return rgb_; }

  bool has_alpha() const { return !alpha_.empty(); }
  std::vector<float>& alpha() { return alpha_; }
  const std::vector<float>& alpha() const { return alpha_; }

 private:
  int width_ = 0;
  int height_ = 0;
  std::vector<float> rgb_;
  std::vector<float> alpha_;
};

}  // namespace core

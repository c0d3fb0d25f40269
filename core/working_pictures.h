// The pictures of a job at each scale: sizes checked once, transparency filled, resized from the originals.
#pragma once

#include <string>
#include <vector>

#include "core/image.h"
#include "core/resample.h"

namespace core {

// Transparent pixels take the average colour of the visible ones, so that nothing hidden is painted or
// imitated; the result is opaque.
// Throws base::Error naming `what` ("content picture") where the picture is empty or fully transparent.
Image fill_transparency(Image image, const std::string& what);

class WorkingPictures {
 public:
  // `least`: pixels that the shorter side of every picture must have for the layer `deepest`.
  // Throws base::Error naming the picture's size and the least one.
  WorkingPictures(Image content, std::vector<Image> styles, double style_scale, int size, int least,
                  const std::string& deepest);

  Size working_size() const { return working_; }
  // The longer side at which the content's shorter one has `least` pixels.
  int least_longer_side() const;
  // Longer sides, ascending; the last is the working size.
  std::vector<int> scales(int count) const;
  Size size_at(int longer_side) const;
  // Valid until the next call: at the content's own size it is the content itself.
  const Image& content_at(int longer_side);
  std::vector<Size> style_sizes_at(int longer_side) const;
  std::vector<Image> styles_at(int longer_side) const;

 private:
  Image content_;
  Image scaled_content_;
  std::vector<Image> styles_;
  double style_scale_;
  int least_;
  Size working_;
};

}  // namespace core

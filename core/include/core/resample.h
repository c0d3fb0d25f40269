// Resizing by a separable filter: Catmull-Rom (Keys 1981, a = −1/2), widened by the scale factor when
// shrinking, so that fine detail is averaged and not aliased. Borders are replicated, or go on at the
// opposite side where the picture wraps.
#pragma once

#include <algorithm>
#include <vector>

#include "core/image.h"

namespace core {

struct Size {
  int width = 0;
  int height = 0;

  double pixels() const { return static_cast<double>(width) * height; }
  int longer_side() const { return std::max(width, height); }
};

// Along which axes a picture's end joins its beginning, as a tile's does.
struct Wrap {
  bool x = false;
  bool y = false;
};

// Where a line of that length has what lies at `at`, before its beginning or after its end too.
inline int wrapped(int at, int length) { return (at % length + length) % length; }

// Colours are weighted by alpha so that transparent pixels do not bleed. Results are clamped to 0…1.
Image resize(const Image& image, int width, int height, Wrap wrap = {});

// A plane of alpha, as resize() does it.
std::vector<float> resize_alpha(const std::vector<float>& alpha, Size size, Size new_size);

// One plane, row-major, not clamped; for optimiser state. kLinear (a triangle, widened likewise) is softer,
// and what was never negative stays so.
enum class Kernel { kCubic, kLinear };
std::vector<float> resize_plane(const float* plane, int width, int height, int new_width, int new_height,
                                Kernel kernel = Kernel::kCubic, Wrap wrap = {});

// Of a style: its picture's, and how much larger than the others it is seen.
struct StyleSize {
  StyleSize(Size given, double times = 1) : size(given), scale(times) {}
  Size size;
  double scale;
};
Size size_of(const Image& image);
std::vector<Size> sizes_of(const std::vector<Image>& images);
// Width and height whose longer side is `longer_side`, same aspect, each at least 1.
Size fit_longer_side(int width, int height, int longer_side);

}  // namespace core

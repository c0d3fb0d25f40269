#include "core/resample.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace core {
namespace {

// Catmull-Rom: Keys, "Cubic convolution interpolation for digital image processing", 1981, a = −1/2.
double catmull_rom(double x) {
  x = std::abs(x);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

double triangle(double x) { return std::max(0.0, 1 - std::abs(x)); }

// For output i: Σ_k weights[offset[i] + k]·input[first[i] + k], k < offset[i+1] − offset[i]. Where the line
// wraps, inputs before its beginning and after its end are those that it begins and ends with again.
struct Taps {
  std::vector<int> first;
  std::vector<std::size_t> offset;
  std::vector<float> weights;

  int count(int i) const { return static_cast<int>(offset[i + 1] - offset[i]); }
};

Taps make_taps(int size, int new_size, Kernel kernel, bool wraps) {
  const bool cubic = kernel == Kernel::kCubic;
  const double step = static_cast<double>(size) / new_size;
  const double widening = std::max(1.0, step);
  const double support = (cubic ? 2 : 1) * widening;
  Taps taps;
  taps.offset.push_back(0);
  std::vector<double> weights;
  for (int i = 0; i < new_size; ++i) {
    const double centre = (i + 0.5) * step - 0.5;
    const int begin = static_cast<int>(std::ceil(centre - support));
    const int end = static_cast<int>(std::floor(centre + support)) + 1;
    const auto inside = [&](int k) { return wraps ? k : std::clamp(k, 0, size - 1); };
    const int first = inside(begin);
    const int last = inside(end - 1);
    weights.assign(last - first + 1, 0.0);
    double sum = 0;
    for (int k = begin; k < end; ++k) {
      const double at = (k - centre) / widening;
      const double weight = cubic ? catmull_rom(at) : triangle(at);
      weights[inside(k) - first] += weight;  // replicates the border
      sum += weight;
    }
    taps.first.push_back(first);
    for (const double weight : weights) taps.weights.push_back(static_cast<float>(weight / sum));
    taps.offset.push_back(taps.weights.size());
  }
  return taps;
}

// Rows are added up whole, so the inner loop runs along memory.
std::vector<float> resize_height(const float* plane, int width, int height, int new_height, Kernel kernel,
                                 bool wraps) {
  const Taps taps = make_taps(height, new_height, kernel, wraps);
  std::vector<float> result(static_cast<std::size_t>(width) * new_height, 0.0f);
  for (int y = 0; y < new_height; ++y) {
    float* out = result.data() + static_cast<std::size_t>(y) * width;
    for (int k = 0; k < taps.count(y); ++k) {
      const float weight = taps.weights[taps.offset[y] + k];
      const float* row = plane + static_cast<std::size_t>(wrapped(taps.first[y] + k, height)) * width;
      for (int x = 0; x < width; ++x) out[x] += weight * row[x];
    }
  }
  return result;
}

// Eight rows at a time, turned so that the eight stand side by side: then one weight serves a whole vector.
std::vector<float> resize_width(const float* plane, int width, int height, int new_width, Kernel kernel,
                                bool wraps) {
  constexpr int kLanes = 8;
  const Taps taps = make_taps(width, new_width, kernel, wraps);
  const int from = std::min(0, taps.first.front());
  const int to = std::max(width, taps.first.back() + taps.count(new_width - 1));
  std::vector<float> result(static_cast<std::size_t>(new_width) * height);
  std::vector<float> turned(static_cast<std::size_t>(to - from) * kLanes, 0.0f);
  for (int y = 0; y < height; y += kLanes) {
    const int rows = std::min(kLanes, height - y);
    for (int lane = 0; lane < rows; ++lane) {
      const float* row = plane + static_cast<std::size_t>(y + lane) * width;
      float* out = turned.data() + lane;
      for (int x = from; x < to; ++x, out += kLanes) *out = row[wraps ? wrapped(x, width) : x];
    }
    for (int x = 0; x < new_width; ++x) {
      float sums[kLanes] = {};
      const float* column = turned.data() + static_cast<std::size_t>(taps.first[x] - from) * kLanes;
      const float* weights = taps.weights.data() + taps.offset[x];
      for (int k = 0; k < taps.count(x); ++k, column += kLanes) {
        for (int lane = 0; lane < kLanes; ++lane) sums[lane] += weights[k] * column[lane];
      }
      for (int lane = 0; lane < rows; ++lane) {
        result[static_cast<std::size_t>(y + lane) * new_width + x] = sums[lane];
      }
    }
  }
  return result;
}

void clamp_to_unit(std::vector<float>& values) {
  for (float& value : values) value = std::min(1.0f, std::max(0.0f, value));
}

// Σ w·α·c / Σ w·α. Where nothing opaque is near there is no such mean: the colour as without alpha.
void divide_by_alpha(const std::vector<float>& weighted, const std::vector<float>& alpha, float* plane) {
  constexpr float kLeastAlpha = 1.0f / 4096;
  for (std::size_t i = 0; i < alpha.size(); ++i) {
    if (alpha[i] > kLeastAlpha) plane[i] = weighted[i] / alpha[i];
  }
}

}  // namespace

std::vector<float> resize_plane(const float* plane, int width, int height, int new_width, int new_height,
                                Kernel kernel, Wrap wrap) {
  const auto pixels = static_cast<std::size_t>(width) * height;
  if (width == new_width && height == new_height) return std::vector<float>(plane, plane + pixels);
  if (width == new_width) return resize_height(plane, width, height, new_height, kernel, wrap.y);
  if (height == new_height) return resize_width(plane, width, height, new_width, kernel, wrap.x);
  // First the direction that leaves less for the other.
  if (std::int64_t{width} * new_height <= std::int64_t{new_width} * height) {
    const std::vector<float> between = resize_height(plane, width, height, new_height, kernel, wrap.y);
    return resize_width(between.data(), width, new_height, new_width, kernel, wrap.x);
  }
  const std::vector<float> between = resize_width(plane, width, height, new_width, kernel, wrap.x);
  return resize_height(between.data(), new_width, height, new_height, kernel, wrap.y);
}

std::vector<float> resize_alpha(const std::vector<float>& alpha, Size size, Size new_size) {
  std::vector<float> result =
      resize_plane(alpha.data(), size.width, size.height, new_size.width, new_size.height);
  if (size.width != new_size.width || size.height != new_size.height) clamp_to_unit(result);
  return result;
}

Image resize(const Image& image, int width, int height, Wrap wrap) {
  if (width == image.width() && height == image.height()) return image;
  Image result(width, height, image.has_alpha());
  const std::vector<float>& alpha = image.alpha();
  const auto resized = [&](const float* plane) {
    return resize_plane(plane, image.width(), image.height(), width, height, Kernel::kCubic, wrap);
  };
  if (image.has_alpha()) result.alpha() = resized(alpha.data());
  const bool translucent = std::any_of(alpha.begin(), alpha.end(), [](float a) { return a < 1.0f; });
  std::vector<float> weighted(translucent ? image.pixels() : 0);
  for (int channel = 0; channel < 3; ++channel) {
    const float* plane = image.plane(channel);
    const std::vector<float> plain = resized(plane);
    std::copy(plain.begin(), plain.end(), result.plane(channel));
    if (!translucent) continue;
    for (std::size_t i = 0; i < weighted.size(); ++i) weighted[i] = plane[i] * alpha[i];
    divide_by_alpha(resized(weighted.data()), result.alpha(), result.plane(channel));
  }
  clamp_to_unit(result.rgb());
  clamp_to_unit(result.alpha());
  return result;
}

Size size_of(const Image& image) { return {image.width(), image.height()}; }

std::vector<Size> sizes_of(const std::vector<Image>& images) {
  std::vector<Size> sizes;
  for (const Image& image : images) sizes.push_back(size_of(image));
  return sizes;
}

Size fit_longer_side(int width, int height, int longer_side) {
  const double scale = static_cast<double>(longer_side) / std::max(width, height);
  const auto scaled = [&](int side) { return std::max(1, static_cast<int>(std::lround(side * scale))); };
  return width >= height ? Size{longer_side, scaled(height)} : Size{scaled(width), longer_side};
}

}  // namespace core

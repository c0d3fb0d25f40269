#include "loss/lines_term.h"

#include <algorithm>

namespace core {
namespace {

constexpr int kPools[] = {4, 16};

// The pools along a line of pixels; those at its ends may have fewer.
class Pools {
 public:
  // `place` of `places` of the grid.
  Pools(int length, int pool, int place, int places)
      : length_(length), pool_(pool), before_(place % places * pool / places) {}

  int count() const { return (length_ + before_ + pool_ - 1) / pool_; }
  int of(int pixel) const { return (pixel + before_) / pool_; }
  int pixels(int at) const {
    return std::min(length_, (at + 1) * pool_ - before_) - std::max(0, at * pool_ - before_);
  }

 private:
  int length_;
  int pool_;
  int before_;  // pixels of the first pool that lie before the line
};

struct Grid {
  Grid(Size size, int pool, int turn, int places)
      : columns(size.width, pool, turn, places), rows(size.height, pool, 3 * turn, places) {}

  Size size() const { return {columns.count(), rows.count()}; }
  int pixels(int column, int row) const { return columns.pixels(column) * rows.pixels(row); }

  Pools columns;
  Pools rows;
};

// Means over pools, summed over the colours.
std::vector<float> pooled(const float* rgb, Size size, const Grid& grid) {
  const int width = grid.columns.count(), height = grid.rows.count();
  std::vector<float> result(static_cast<std::size_t>(width) * height, 0.0f);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < size.height; ++y, rgb += size.width) {
      float* const row = result.data() + static_cast<std::size_t>(grid.rows.of(y)) * width;
      for (int x = 0; x < size.width; ++x) row[grid.columns.of(x)] += rgb[x];
    }
  }
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      result[static_cast<std::size_t>(y) * width + x] /= static_cast<float>(grid.pixels(x, y));
    }
  }
  return result;
}

// Beyond a border that does not wrap there is no neighbour, so that Δ is its own transpose.
std::vector<float> laplacian(const std::vector<float>& plane, Size size, Wrap wrap) {
  std::vector<float> result(plane.size(), 0.0f);
  const auto connect = [&](std::size_t a, std::size_t b) {
    const float difference = plane[b] - plane[a];
    result[a] += difference;
    result[b] -= difference;
  };
  for (int y = 0; y < size.height; ++y) {
    const std::size_t row = static_cast<std::size_t>(y) * size.width;
    const std::size_t below = static_cast<std::size_t>((y + 1) % size.height) * size.width;
    for (int x = 0; x < size.width; ++x) {
      if (x + 1 < size.width || wrap.x) connect(row + x, row + (x + 1) % size.width);
      if (y + 1 < size.height || wrap.y) connect(row + x, below + x);
    }
  }
  return result;
}

}  // namespace

void LinesTerm::look_at_content(const Image& content) {
  targets_.clear();
  const Size size = size_of(content);
  for (int turn = 0; turn < places_; ++turn) {
    for (const int pool : kPools) {
      const Grid grid(size, pool, turn, places_);
      targets_.push_back(laplacian(pooled(content.rgb().data(), size, grid), grid.size(), wrap_));
    }
  }
}

void LinesTerm::add_pixel_gradient(const float* rgb, Size size, float* gradient) {
  value_ = 0;
  const std::vector<float>* target = targets_.data() + turn_ * std::size(kPools);
  for (const int pool : kPools) {
    const Grid grid(size, pool, turn_, places_);
    const double pools = grid.size().pixels();
    std::vector<float> difference = laplacian(pooled(rgb, size, grid), grid.size(), wrap_);
    double sum = 0;
    for (std::size_t i = 0; i < difference.size(); ++i) {
      difference[i] -= (*target)[i];
      sum += static_cast<double>(difference[i]) * difference[i];
    }
    ++target;
    value_ += sum / (2 * pools);

    const std::vector<float> slopes = laplacian(difference, grid.size(), wrap_);
    float* to = gradient;
    for (int channel = 0; channel < 3; ++channel) {
      for (int y = 0; y < size.height; ++y, to += size.width) {
        const int row = grid.rows.of(y);
        const float* const slope = slopes.data() + static_cast<std::size_t>(row) * grid.columns.count();
        for (int x = 0; x < size.width; ++x) {
          const int column = grid.columns.of(x);
          to[x] += static_cast<float>(weight() / (pools * grid.pixels(column, row)) * slope[column]);
        }
      }
    }
  }
  turn_ = (turn_ + 1) % places_;
}

}  // namespace core

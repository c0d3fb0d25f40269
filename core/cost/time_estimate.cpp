#include "cost/time_estimate.h"

#include <algorithm>

#include "descent/minimiser.h"
#include "tiles/tile_grid.h"

namespace core {
namespace {

using Kind = PartTime::Kind;

// What a calibration takes in passes forward.
constexpr double kCalibrationPasses = 2;

double positions(const PartCost& part, Size size) {
  return static_cast<double>(size.width / part.stride) * (size.height / part.stride);
}

double forward(const TimeCosts& costs, Kind kind, Size size) {
  double seconds = 0;
  for (const PartCost& part : costs.parts) {
    if (part.kind == kind) seconds += part.forward.at(positions(part, size));
  }
  return seconds;
}

double backward(const TimeCosts& costs, Kind kind, Size size) {
  double seconds = 0;
  for (const PartCost& part : costs.parts) {
    if (part.kind == kind) seconds += part.backward.at(positions(part, size));
  }
  return seconds;
}

class Estimate {
 public:
  Estimate(const TimeCosts& costs, const TimeQuestion& question) : costs_(costs), question_(question) {}

  double preparation() const {
    double seconds = costs_.opening + costs_.packing;
    const Size calibrated = question_.calibration.content;
    if (!question_.calibration.styles.empty()) {
      int width = calibrated.width;
      int height = calibrated.height;
      for (const Size& style : question_.calibration.styles) {
        width += style.width;
        height = std::min(height, style.height);
      }
      const Size row{width, height};
      // Its own network is packed one way, and each of its maps is measured and rewritten.
      seconds += costs_.packing / 2 + kCalibrationPasses * forward(costs_, Kind::kLayer, row);
      seconds += resizing(question_.calibration);
    }
    if (question_.balanced > 0) {
      seconds +=
          question_.balanced * whole_evaluation(question_.balance.content) + resizing(question_.balance);
    }
    return seconds;
  }

  double scale(const TimeQuestion::Scale& scale) const {
    const Size size = scale.content;
    double seconds = resizing(scale) + costs_.setup.at(size.pixels());
    for (const Size& style : scale.styles) {
      for (const Tile& tile : tiles(style)) seconds += forward(costs_, Kind::kLayer, size_of(tile.crop));
      seconds += forward(costs_, Kind::kProduct, style);
    }
    if (is_whole(size) || question_.tiling.keep_content) {
      for (const Tile& tile : tiles(size)) {
        seconds += scale.shifts * forward(costs_, Kind::kLayer, size_of(tile.crop));
      }
    }
    const int iterations = scale.iterations;
    const double evaluations = optimizer_evaluations(question_.optimizer, iterations);
    return seconds + evaluations * evaluation(size) + iterations * step(size.pixels(), iterations);
  }

  double evaluation(Size size) const {
    if (is_whole(size)) return whole_evaluation(size);
    double seconds = 0;
    const int passes = (question_.tiling.keep_content ? 1 : 2) + (question_.tiling.one_pass ? 0 : 1);
    for (const Tile& tile : tiles(size)) {
      const Size crop = size_of(tile.crop), owned = size_of(tile.owned);
      seconds += passes * forward(costs_, Kind::kLayer, crop) + backward(costs_, Kind::kLayer, crop);
      seconds += forward(costs_, Kind::kProduct, owned) + backward(costs_, Kind::kProduct, owned);
    }
    return seconds + forward(costs_, Kind::kOther, size);
  }

 private:
  static Size size_of(const Rectangle& rectangle) { return {rectangle.width, rectangle.height}; }

  double whole_evaluation(Size size) const {
    double seconds = forward(costs_, Kind::kOther, size);
    const Size canvas = Canvas(size, question_.around).size;
    seconds += forward(costs_, Kind::kLayer, canvas) + backward(costs_, Kind::kLayer, canvas);
    return seconds + forward(costs_, Kind::kProduct, size) + backward(costs_, Kind::kProduct, size);
  }

  std::vector<Tile> tiles(Size size) const {
    return tile_grid(Canvas(size, question_.around), question_.tiling.side, question_.tile_stride,
                     question_.halo);
  }

  bool is_whole(Size size) const { return tiles(size).size() == 1; }

  // Content and styles from what was given, the picture from the scale before.
  double resizing(const TimeQuestion::Scale& scale) const {
    double pixels = question_.content.pixels() + 3 * scale.content.pixels();
    for (const Size& style : question_.styles) pixels += style.pixels();
    for (const Size& style : scale.styles) pixels += style.pixels();
    return costs_.resampling * pixels;
  }

  // On average: an optimiser that remembers more takes longer, until its memory is full.
  double step(double pixels, int iterations) const {
    const int full = optimizer_history(question_.optimizer);
    double share = 0;
    for (int i = 0; i < std::min(full, iterations); ++i) share += static_cast<double>(i) / full;
    share += std::max(0, iterations - full);
    share /= iterations;
    return (1 - share) * costs_.first_step.at(pixels) + share * costs_.full_step.at(pixels);
  }

  const TimeCosts& costs_;
  const TimeQuestion& question_;
};

}  // namespace

Line line_through(double n1, double y1, double n2, double y2) {
  const double each = std::max(0.0, (y2 - y1) / (n2 - n1));
  const double fixed = y2 - each * n2;
  if (fixed >= 0) return {fixed, each};
  return {0, y2 / n2};
}

TimeCosts time_costs(const PartSample& small, const PartSample& large) {
  TimeCosts costs;
  const double few = small.size.pixels(), many = large.size.pixels();
  for (std::size_t i = 0; i < small.parts.size(); ++i) {
    const PartTime &a = small.parts[i], &b = large.parts[i];
    PartCost part;
    part.kind = a.kind;
    part.stride = a.stride;
    const bool layer = a.kind == Kind::kLayer;
    const double n1 = positions(part, layer ? small.canvas : small.size);
    const double n2 = positions(part, layer ? large.canvas : large.size);
    part.forward = line_through(n1, a.forward.seconds, n2, b.forward.seconds);
    part.backward = line_through(n1, a.backward.seconds, n2, b.backward.seconds);
    costs.parts.push_back(part);
  }
  costs.setup = line_through(few, small.setup_seconds, many, large.setup_seconds);
  costs.first_step = line_through(few, small.first_step_seconds, many, large.first_step_seconds);
  costs.full_step = line_through(few, small.full_step_seconds, many, large.full_step_seconds);
  costs.resampling = large.resampling_seconds / (large.size.pixels() + large.resampled.pixels());
  return costs;
}

double estimate_seconds(const TimeCosts& costs, const TimeQuestion& question) {
  const Estimate estimate(costs, question);
  double seconds = estimate.preparation();
  for (const TimeQuestion::Scale& scale : question.scales) seconds += estimate.scale(scale);
  return seconds;
}

}  // namespace core

#include "cost/time_estimate.h"

#include <algorithm>

#include "descent/minimiser.h"
#include "tiles/tile_grid.h"

namespace core {
namespace {

double seconds_of(const std::vector<Tile>& tiles, const Line& costs) {
  double seconds = 0;
  for (const Tile& tile : tiles) seconds += costs.at(Size{tile.crop.width, tile.crop.height}.pixels());
  return seconds;
}

double seconds_of(const TimeQuestion::Scale& scale, const TimeQuestion& question, const TimeCosts& costs) {
  const auto tiles_of = [&](Size size) {
    return tile_grid(Canvas(size, question.around), question.tiling.side, question.tile_stride, question.halo,
                     {0, question.processes});
  };
  const std::vector<Tile> tiles = tiles_of(scale.content);
  const bool whole = tiles.size() == 1;
  const bool keeps_content = whole || question.tiling.keep_content;
  const bool one_pass = whole || question.tiling.one_pass;
  const double forward = seconds_of(tiles, costs.forward);
  const double evaluation =
      seconds_of(tiles, costs.evaluation) + ((keeps_content ? 0 : 1) + (one_pass ? 0 : 1)) * forward;
  // Content and styles from what was given, the picture from the scale before.
  double resized = question.given_pixels + 3 * scale.content.pixels();
  double seconds = costs.setup.at(Canvas(scale.content, question.around).size.pixels());
  for (const Size& style : scale.styles) {
    resized += style.pixels();
    seconds += seconds_of(tiles_of(style), costs.forward);
  }
  if (keeps_content) seconds += scale.shifts * forward;
  return seconds + costs.resampling * resized +
         optimizer_evaluations(question.optimizer, scale.iterations) * evaluation +
         scale.iterations * costs.step.at(scale.content.pixels());
}

}  // namespace

Line line_through(double n1, double y1, double n2, double y2) {
  const double each = std::max(0.0, (y2 - y1) / (n2 - n1));
  const double fixed = y2 - each * n2;
  if (fixed >= 0) return {fixed, each};
  return {0, y2 / n2};
}

TimeCosts time_costs(const PartSample& small, const PartSample& large) {
  const auto by_canvas = [&](double PartSample::*seconds) {
    return line_through(small.canvas.pixels(), small.*seconds, large.canvas.pixels(), large.*seconds);
  };
  TimeCosts costs;
  costs.evaluation = by_canvas(&PartSample::evaluation_seconds);
  costs.forward = by_canvas(&PartSample::forward_seconds);
  costs.setup = by_canvas(&PartSample::setup_seconds);
  costs.step = line_through(small.size.pixels(), small.step_seconds, large.size.pixels(), large.step_seconds);
  costs.resampling = large.resampling_seconds / (large.size.pixels() + large.resampled.pixels());
  return costs;
}

double estimate_seconds(const TimeCosts& costs, const TimeQuestion& question) {
  double seconds = costs.opening;
  for (const TimeQuestion::Scale& scale : question.scales) seconds += seconds_of(scale, question, costs);
  return seconds;
}

}  // namespace core

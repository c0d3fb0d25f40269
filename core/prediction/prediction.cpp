#include "core/prediction.h"

#include <algorithm>
#include <optional>
#include <string>

#include "cost/memory_estimate.h"
#include "cost/part_meter.h"
#include "cost/time_estimate.h"
#include "network/vgg.h"
#include "painter/painter_impl.h"
#include "scales/scale_schedule.h"

namespace core {
namespace {

// Of the larger picture to measure on; halved where the memory does not allow it. What a pixel costs still
// grows from 256 px on, as maps outgrow the caches; small pictures are not worth a longer measurement.
constexpr int kLargeSide = 384;
constexpr int kUsualSide = 256;
constexpr int kLeastSide = 64;
constexpr double kSecondsEach = 0.05;

// What another measurement is needed for.
std::string measured_parameters(const Parameters& parameters) {
  std::string text;
  for (const ParameterRow& row : parameter_table()) {
    using Renews = ParameterRow::Renews;
    if (row.renews == Renews::kNetwork || row.renews == Renews::kTimes) {
      text += parameter_text(parameters, row) + '\n';
    }
  }
  return text;
}

// Every size of a layer's maps has the same method.
std::size_t packed_bytes(const PartSample& sample) {
  std::size_t bytes = 0;
  for (const PartTime& part : sample.parts) bytes += part.filter_bytes;
  return bytes;
}

}  // namespace

struct Predictor::Measured {
  Measured(Painter::Impl& painter, const Parameters& asked, int wanted);

  MemoryQuestion memory(const WorkingSizes& sizes, const Parameters& of_run) const {
    return memory_question(description, choices, sizes, of_run);
  }
  MemoryQuestion memory_to_measure(int side) const;
  void measure(Painter::Impl& painter, int memory_limit);

  Parameters parameters;
  dnn::NetworkDescription description;  // without weights
  Choices choices;
  int least_side;
  std::string deepest_tap;
  bool calibrate;
  int wanted_side;
  int side = 0;  // of the larger picture measured
  std::size_t filter_bytes = 0;
  std::optional<TimeCosts> costs;
};

Predictor::Measured::Measured(Painter::Impl& painter, const Parameters& asked, int wanted)
    : parameters(asked), wanted_side(wanted) {
  painter.open(parameters);
  description = painter.network.description;
  choices = painter.network.choices;
  least_side = painter.network.least_side;
  deepest_tap = painter.network.deepest_tap;
  calibrate = painter.network.set.calibrate;
}

MemoryQuestion Predictor::Measured::memory_to_measure(int square) const {
  const Size size{square, square};
  return memory({size, {size}, 1, square, least_side, deepest_tap}, parameters);
}

void Predictor::Measured::measure(Painter::Impl& painter, int memory_limit) {
  side = wanted_side;
  while (side > kLeastSide && !fits_into_memory(memory_to_measure(side), memory_limit)) side /= 2;
  PartMeter meter(*painter.engine, painter.any_vgg(), choices.objective, choices.optimizer);
  const PartSample small = meter.measure({side / 2, side / 2}, 2, kSecondsEach);
  const PartSample large = meter.measure({side, side}, 2, kSecondsEach);
  costs = time_costs(small, large);
  // Where filters are not packed with the opening, they are for the first network that needs them.
  costs->opening = painter.opening_seconds + small.planning_seconds;
  filter_bytes = packed_bytes(large);
}

Predictor::Predictor(Painter& painter) : painter_(painter) {}
Predictor::~Predictor() = default;

Prediction Predictor::predict(const Parameters& parameters, Size content,
                              const std::vector<StyleSize>& styles, bool alpha, MaskNeed masks) {
  check_parameters(parameters);
  const int side = working_side(parameters.size, content) > kUsualSide ? kLargeSide : kUsualSide;
  if (!measured_ || measured_->wanted_side < side ||
      measured_parameters(measured_->parameters) != measured_parameters(parameters)) {
    measured_ = std::make_unique<Measured>(painter_.impl(), parameters, side);
  }
  const ObjectiveSettings& settings = measured_->choices.objective;
  const dnn::NetworkDescription& description = measured_->description;
  const WorkingSizes sizes(content, styles, parameters.style_scale, parameters.size, measured_->least_side,
                           measured_->deepest_tap);
  MemoryQuestion memory = measured_->memory(sizes, parameters);
  if (alpha) memory.content_alpha = static_cast<std::size_t>(content.pixels());
  memory.masks = masks;
  memory.processes = painter_.impl().team.on_this_machine();
  TimeQuestion time;
  time.processes = painter_.impl().team.size();
  time.tiling = fit_into_memory(memory, parameters.memory_limit);
  time.given_pixels = sizes.given_pixels();
  const std::vector<int> scales = sizes.scales(parameters.scales);
  const std::vector<int> iterations = iterations_of(scales, parameters.iterations);
  for (std::size_t i = 0; i < scales.size(); ++i) {
    time.scales.push_back({sizes.content_at(scales[i]), sizes.styles_at(scales[i]), iterations[i],
                           shifts_of(iterations[i], settings.shifts)});
  }
  if (measured_->calibrate) {
    const int side = sizes.calibration_side();
    time.scales.push_back({sizes.content_at(side), sizes.styles_at(side), 0, 1});
  }
  if (settings.normalization == Normalization::kGradient) {
    const std::size_t layers = settings.content_layers.size() + settings.style_layers.size();
    time.scales.push_back({sizes.content_at(sizes.balance_side(scales)), {}, static_cast<int>(layers), 1});
  }
  time.optimizer = measured_->choices.optimizer;
  const std::vector<std::string> taps = all_taps(settings);
  time.tile_stride = greatest_stride(description, taps);
  time.halo = greatest_halo(description, taps);
  time.around = surroundings(description, taps, settings.margin, settings.wrap);
  if (!measured_->costs) {
    std::unique_ptr<Measured> measuring = std::move(measured_);  // gone where that fails
    painter_.impl().open(parameters);
    measuring->measure(painter_.impl(), parameters.memory_limit);
    measured_ = std::move(measuring);
  }
  MemoryQuestion measuring = measured_->memory_to_measure(measured_->side);
  memory.filter_bytes = measuring.filter_bytes = measured_->filter_bytes;
  return {estimate_seconds(*measured_->costs, time),
          std::max(estimate_bytes(measuring, {}), estimate_bytes(memory, time.tiling)),
          time.tiling.needed ? time.tiling.side : 0};
}

}  // namespace core

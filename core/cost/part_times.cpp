#include "core/part_times.h"

#include "cost/memory_estimate.h"
#include "cost/part_meter.h"
#include "dnn/peak.h"
#include "network/network_choice.h"

namespace core {

IterationParts measure_iteration(const Parameters& parameters, Size size) {
  constexpr int kEvaluations = 4;
  NetworkChoice network = choose_network(parameters);
  const ObjectiveSettings& settings = network.choices.objective;
  const WorkingSizes sizes(size, {size}, parameters.style_scale, size.longer_side(), network.least_side,
                           network.deepest_tap);
  const Vgg vgg = take_vgg(network);
  const Tiling tiling = fit_into_memory(
      memory_question(network.description, network.choices, sizes, parameters), parameters.memory_limit);
  dnn::Engine engine(engine_settings(parameters));
  const PartSample sample =
      PartMeter(engine, vgg, settings, network.choices.optimizer).measure(size, kEvaluations, 0, tiling);
  IterationParts result{sample.parts, sample.resampling_seconds, dnn::peak_gflops(engine)};
  PartTime step;
  step.part = "optimiser step";
  step.method = parameters.optimizer;
  step.forward.seconds = sample.full_step_seconds;
  result.parts.push_back(step);
  return result;
}

}  // namespace core

#include "core/iteration_parts.h"

#include "cost/memory_estimate.h"
#include "cost/part_meter.h"
#include "dnn/peak.h"
#include "painter/painter_impl.h"

namespace core {

IterationParts measure_iteration(const Parameters& parameters, Size size) {
  constexpr int kEvaluations = 4;
  Painter owner;
  owner.open(parameters);
  const Painter::Impl& painter = owner.impl();
  const NetworkChoice& network = painter.network;
  const WorkingSizes sizes(size, {StyleSize(size)}, parameters.style_scale, size.longer_side(),
                           network.least_side, network.deepest_tap);
  const Tiling tiling = fit_into_memory(
      memory_question(network.description, network.choices, sizes, parameters), parameters.memory_limit);
  PartMeter meter(*painter.engine, painter.any_vgg(), network.choices.objective, network.choices.optimizer);
  const PartSample sample = meter.measure(size, kEvaluations, 0, tiling);
  IterationParts result{sample.parts, sample.resampling_seconds, dnn::peak_gflops(*painter.engine)};
  PartTime step;
  step.part = "optimiser step";
  step.method = parameters.optimizer;
  step.forward.seconds = sample.step_seconds;
  result.parts.push_back(step);
  return result;
}

}  // namespace core

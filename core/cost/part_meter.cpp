#include "cost/part_meter.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "base/stopwatch.h"
#include "choices/choices.h"
#include "cost/timed_term.h"
#include "descent/minimiser.h"
#include "picture/noise.h"

namespace core {
namespace {

void keep_least(std::vector<PartTime>& least, const std::vector<PartTime>& now) {
  if (least.empty()) least = now;
  for (std::size_t i = 0; i < least.size(); ++i) {
    least[i].forward.seconds = std::min(least[i].forward.seconds, now[i].forward.seconds);
    least[i].backward.seconds = std::min(least[i].backward.seconds, now[i].backward.seconds);
  }
}

// A bowl that is steeper along later values, so that no optimiser is done with it at once.
Losses bowl(const float* x, std::size_t size, float* gradient) {
  Losses losses;
  for (std::size_t i = 0; i < size; ++i) {
    const float slope = 1 + 99 * static_cast<float>(i) / static_cast<float>(size);
    gradient[i] = slope * (x[i] - 0.5f);
    losses.total += 0.5 * gradient[i] * (x[i] - 0.5f);
  }
  return losses;
}

// √2 times smaller, as the scale before is.
Size scale_below(Size size) {
  return fit_longer_side(size.width, size.height,
                         static_cast<int>(std::lround(size.longer_side() / std::sqrt(2.0))));
}

// An objective that tells how long each part of an evaluation took; together, all of it.
class TimedObjective {
 public:
  TimedObjective(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                 const LossFactors& factors, const Image& content, StyleRegions regions, Tiling tiling)
      : objective_(engine, vgg, settings, content,
                   timed(make_terms(engine, settings, factors, std::move(regions)), settings), tiling) {}

  std::vector<PartTime> evaluate(const Image& x, std::vector<float>& gradient) {
    double seconds = 0;
    {
      const base::Stopwatch watch(seconds);
      objective_.evaluate(x.rgb().data(), gradient.data());
    }
    std::vector<PartTime> times = objective_.take_layer_times();
    for (TimedTerm* const term : terms_) {
      for (PartTime& part : term->take_times()) times.push_back(std::move(part));
    }
    // Products before the losses that are made of them.
    std::stable_partition(times.begin(), times.end(),
                          [](const PartTime& part) { return part.kind != PartTime::Kind::kOther; });
    for (const PartTime& part : times) seconds -= part.forward.seconds + part.backward.seconds;
    PartTime rest;
    rest.part = "rest";
    rest.forward.seconds = std::max(seconds, 0.0);
    times.push_back(rest);
    return times;
  }

 private:
  Terms timed(Terms terms, const ObjectiveSettings& settings) {
    const char* const style = style_loss_name(settings.style_loss);
    for (std::unique_ptr<LossTerm>& term : terms) {
      const char* const product = std::strcmp(term->name(), "style") == 0 ? style : nullptr;
      auto measured = std::make_unique<TimedTerm>(std::move(term), product);
      terms_.push_back(measured.get());
      term = std::move(measured);
    }
    return terms;
  }

  std::vector<TimedTerm*> terms_;  // the objective's
  Objective objective_;
};

}  // namespace

PartMeter::PartMeter(dnn::Engine& engine, Vgg vgg, ObjectiveSettings settings, Optimizer optimizer)
    : engine_(engine), vgg_(std::move(vgg)), settings_(std::move(settings)), optimizer_(optimizer) {
  settings_.shifts = 1;  // all evaluations are to be alike
}

PartSample PartMeter::measure(Size size, int evaluations, double seconds, Tiling tiling) {
  PartSample sample;
  sample.size = size;
  sample.canvas =
      Canvas(size, surroundings(*vgg_.description, all_taps(settings_), settings_.margin, settings_.wrap))
          .size;
  measure_objective(sample, evaluations, seconds, tiling);
  measure_optimizer(sample);
  const Image picture = noise(size, 0);
  sample.resampled = scale_below(size);
  {
    const base::Stopwatch watch(sample.resampling_seconds);
    resize(picture, sample.resampled.width, sample.resampled.height);
  }
  return sample;
}

void PartMeter::measure_objective(PartSample& sample, int evaluations, double seconds, Tiling tiling) {
  const Image content = noise(sample.size, 1);
  const Image style = noise(sample.size, 2);
  std::vector<float> gradient(content.rgb().size());
  LossFactors factors;
  factors.content.assign(settings_.content_layers.size(), 1);
  factors.style.assign(settings_.style_layers.size(), 1);

  {
    // So that what is done only once is not taken for a part of the set-up.
    const base::Stopwatch watch(sample.planning_seconds);
    const dnn::Network network(engine_, vgg_.description, sample.canvas.height, sample.canvas.width,
                               all_taps(settings_));
  }
  double spent = 0;
  std::unique_ptr<TimedObjective> objective;
  {
    const base::Stopwatch watch(spent);
    StyleRegion region = make_region(engine_, settings_.style_loss,
                                     style_moments(engine_, vgg_, settings_, style, {}, tiling.side));
    objective = std::make_unique<TimedObjective>(engine_, vgg_, settings_, factors, content,
                                                 StyleRegions{std::move(region)}, tiling);
    objective->evaluate(content, gradient);
  }
  const double first = spent;
  for (int done = 0; done < evaluations || spent < first + seconds; ++done) {
    const base::Stopwatch evaluation(spent);
    keep_least(sample.parts, objective->evaluate(content, gradient));
  }
  for (const PartTime& part : sample.parts) {
    sample.evaluation_seconds += part.forward.seconds + part.backward.seconds;
    if (part.kind == PartTime::Kind::kLayer) sample.forward_seconds += part.forward.seconds;
  }
  // Content and style were read, too.
  sample.setup_seconds = std::max(0.0, first - sample.evaluation_seconds - 2 * sample.forward_seconds);
}

void PartMeter::measure_optimizer(PartSample& sample) const {
  const std::unique_ptr<Minimiser> minimiser = make_minimiser(optimizer_);
  const Image start = noise(sample.size, 3);
  const int count = optimizer_history(optimizer_) + 3;  // three more than fill its memory
  minimiser->start_scale(start, count);
  std::vector<double> steps;
  for (int done = 0; done < count; ++done) {
    double step = 0, evaluations = 0;
    {
      const base::Stopwatch watch(step);
      minimiser->iterate([&](const float* x, float* gradient) {
        const base::Stopwatch evaluation(evaluations);
        return bowl(x, start.rgb().size(), gradient);
      });
    }
    steps.push_back(step - evaluations);
  }
  sample.step_seconds = *std::min_element(steps.end() - 3, steps.end());
}

}  // namespace core

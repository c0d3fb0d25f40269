#include "core/style_job.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/translation.h"
#include "core/photo_colours.h"
#include "core/resample.h"
#include "cost/memory_estimate.h"
#include "descent/minimiser.h"
#include "loss/objective.h"
#include "loss/temporal_term.h"
#include "painter/frozen_pixels.h"
#include "painter/onward.h"
#include "painter/painter_impl.h"
#include "painter/run_clock.h"
#include "painter/style_colours.h"
#include "painter/style_places.h"
#include "painter/team_job.h"
#include "picture/gray.h"
#include "picture/join_sides.h"
#include "picture/noise.h"
#include "scales/scale_schedule.h"

namespace core {
namespace {

// Asks the observer between layers, too: at many megapixels an evaluation takes long.
class Interruption {
 public:
  Interruption(dnn::Engine& engine, Observer& observer) : engine_(engine), observer_(observer) {
    engine_.ask_between_layers([this] { ask(); });
  }
  ~Interruption() { engine_.ask_between_layers({}); }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  void ask() const {
    if (observer_.cancelled()) throw Cancelled();
  }

 private:
  dnn::Engine& engine_;
  Observer& observer_;
};

Image with_pixels(Size size, std::vector<float> rgb) {
  Image image(size.width, size.height);
  image.rgb() = std::move(rgb);
  return image;
}

void check_finite(const Losses& losses, int longer_side, int iteration) {
  if (std::isfinite(losses.total)) return;
  throw base::Error(base::format(_("the losses grew beyond all numbers at iteration %d of size %d; smaller "
                                   "weights of the losses are needed"),
                                 iteration, longer_side));
}

}  // namespace

// What is painted at each scale.
struct Plan {
  std::vector<int> scales;  // longer sides
  int balance_side = 0;     // see Painter::Impl::factors()
  std::vector<Size> sizes;
  std::vector<int> iterations;
};

struct StyleJob::Impl {
  Impl(Painter::Impl& kept, Frame frame);

  Result run(Observer& observer);
  Result run(Observer& observer, TeamRun& team);
  void assist(Observer& observer, TeamRun& team);
  Plan plan() const;
  // `content`: at that scale; it must outlive the objective.
  std::unique_ptr<Objective> objective_at(const Plan& plan, std::size_t index, const LossFactors& factors,
                                          const Image& content, TeamRun& team);
  void check_planes(Extent extent) const;
  void tell_start(Observer& observer) const;
  Image start_at(Size size, const Image& content, int longer_side) const;
  Tiling choose_tiling() const;
  std::vector<int> iterations_at(const std::vector<int>& scales) const;
  bool keeps_photo_colours() const { return painter.network.choices.colour == Colour::kPhoto; }
  FrozenPixels frozen_at(const Image& photograph) const;
  // The optimiser's picture as people see it; all of the same size.
  Image shown(Image picture, const Image& content, const Image& photograph_there) const;
  Result finish(Image picture, const Losses& losses, bool cancelled) const;

  Painter::Impl& painter;
  const Parameters& parameters;
  std::unique_ptr<TeamJob> for_others;  // until it is passed to them; null: there are none
  Tiling tiling;
  std::vector<float> alpha;  // of the content as given, where it has any
  MaskNeed masks;
  SharedPlane freeze;  // see Frame
  Image photograph;    // the content as given, where pixels are frozen and what is painted is changed
  Size given;          // the content's size
  Image start;
  SharedPlane keep;
  std::shared_ptr<const Onward> onward;
  bool tells_painting;
  Wrap wrap;                // of the picture; that of a part is none
  double whole_factor = 1;  // how much larger the whole picture is than the content
  std::unique_ptr<WorkingPictures> pictures;
};

StyleJob::Impl::Impl(Painter::Impl& kept, Frame frame)
    : painter(kept),
      parameters(kept.parameters),
      for_others(kept.job_for_others(frame)),
      masks(need_of_masks(kept.styles, frame)),
      freeze(std::move(frame.freeze)),
      start(std::move(frame.start)),
      keep(std::move(frame.keep)),
      onward(std::move(frame.onward)),
      tells_painting(frame.tells_painting) {
  if (kept.network.choices.start == Start::kFile && start.empty()) {
    throw base::Error(
        base::format(_("init must be content, matched, noise, style or a picture file, not \"%s\""),
                     parameters.init.c_str()));
  }
  alpha = frame.content.alpha();
  given = size_of(frame.content);
  if (!frame.content.empty()) check_planes(frame.whole_side > 0 ? Extent::kPart : Extent::kWhole);
  if (frame.whole_side > 0) {
    whole_factor = static_cast<double>(frame.whole_side) / given.longer_side();
  } else {
    wrap = painter.network.choices.objective.wrap;
  }
  const bool is_changed = wrap.x || wrap.y || frame.content.has_alpha();
  if (freeze && is_changed) photograph = frame.content;
  std::vector<Style> styles = painter.styles;
  painter.measure_on(onward ? onward->model : nullptr);
  if (kept.network.choices.colour == Colour::kMatched && !frame.content.empty()) {
    const auto matched = [&](const Image& content) { return in_colours_of(content, painter.styles); };
    styles = onward ? painter.styles_of_model(matched) : matched(frame.content);
  }
  painter.imitate(styles);
  pictures = std::make_unique<WorkingPictures>(std::move(frame.content), std::move(styles),
                                               parameters.style_scale * whole_factor, parameters.size,
                                               painter.network.least_side, painter.network.deepest_tap, wrap);
  if (!start.empty()) start = fill_transparency(start, PictureRole::kStart);
  tiling = choose_tiling();
}

void StyleJob::Impl::check_planes(Extent extent) const {
  check_plane(keep, given, PlaneRole::kKeep, extent);
  check_freeze(freeze, given, extent);
  int number = 0;
  for (const Style& style : painter.styles) {
    check_plane(style.guide, given, PlaneRole::kGuide, extent, ++number);
  }
}

Tiling StyleJob::Impl::choose_tiling() const {
  MemoryQuestion question =
      memory_question(painter.network.description, painter.network.choices, pictures->sizes(), parameters);
  question.content_alpha = alpha.size();
  question.masks = masks;
  question.processes = painter.team.on_this_machine();
  return fit_into_memory(question, parameters.memory_limit);
}

void StyleJob::Impl::tell_start(Observer& observer) const {
  const weights::WeightSet& set = painter.network.set;
  observer.on_start(std::string(weights::network_name(set.network)) + ", " + set.source,
                    painter.engine->description());
  if (engine_settings(parameters).precision == dnn::Precision::kBfloat16 && !painter.engine->has_bfloat16()) {
    observer.on_note(_("this processor has no bfloat16 products; float32 is used"));
  }
  if (tiling.needed) {
    observer.on_note(
        base::format(_("the memory allows only tiles of %d px, which takes longer"), tiling.side));
  }
}

Image StyleJob::Impl::start_at(Size size, const Image& content, int longer_side) const {
  if (!start.empty()) return resize(start, size.width, size.height);
  switch (painter.network.choices.start) {
    case Start::kMatched:
      return in_style_colours(content, *pictures, longer_side);
    case Start::kNoise:
      return noise(size, parameters.seed);
    case Start::kStyle:
      return join_sides(resize(pictures->styles_at(longer_side).front(), size.width, size.height), wrap);
    case Start::kContent:
    case Start::kFile:  // is in `start`
      break;
  }
  return content;
}

std::vector<int> StyleJob::Impl::iterations_at(const std::vector<int>& scales) const {
  if (whole_factor <= 1) return iterations_of(scales, parameters.iterations);
  const int whole = static_cast<int>(std::lround(whole_factor * scales.back()));
  const std::vector<int> all =
      iterations_of(scale_schedule(whole, 0, painter.network.least_side), parameters.iterations);
  // From the finest: those that the part leaves out are the coarsest.
  std::vector<int> iterations(scales.size(), parameters.iterations);
  std::copy_backward(all.end() - static_cast<std::ptrdiff_t>(std::min(all.size(), scales.size())), all.end(),
                     iterations.end());
  return iterations;
}

FrozenPixels StyleJob::Impl::frozen_at(const Image& photograph_there) const {
  if (!freeze) return {{}, photograph_there};
  return {resize(*freeze, size_of(photograph_there)), photograph_there};
}

Image StyleJob::Impl::shown(Image picture, const Image& content, const Image& photograph_there) const {
  if (keeps_photo_colours()) picture = with_colours_of(std::move(picture), content);
  return frozen_at(photograph_there).shown(std::move(picture), wrap);
}

Result StyleJob::Impl::finish(Image picture, const Losses& losses, bool cancelled) const {
  Result result;
  const Size size = pictures->sizes().working();
  const bool done = picture.width() == size.width && picture.height() == size.height;
  result.picture = done ? std::move(picture) : resize(picture, size.width, size.height, wrap);
  if (keeps_photo_colours() || freeze) {
    const Image& content = pictures->content_at(size.longer_side());
    const Image as_given = photograph.empty() ? Image() : resize(photograph, size.width, size.height);
    result.picture = shown(std::move(result.picture), content, as_given.empty() ? content : as_given);
  }
  if (!alpha.empty()) result.picture.alpha() = resize_alpha(alpha, given, size);
  result.cancelled = cancelled;
  result.losses = losses;
  return result;
}

Plan StyleJob::Impl::plan() const {
  Plan plan;
  plan.scales = pictures->sizes().scales(parameters.scales);
  plan.balance_side = pictures->sizes().balance_side(plan.scales);
  for (const int scale : plan.scales) plan.sizes.push_back(pictures->sizes().content_at(scale));
  plan.iterations = iterations_at(plan.scales);
  if (onward) {
    plan.iterations = {iterations_of(*onward, plan.sizes, plan.iterations)};
    plan.sizes = {plan.sizes.back()};
    plan.scales = {plan.scales.back()};
  }
  return plan;
}

std::unique_ptr<Objective> StyleJob::Impl::objective_at(const Plan& plan, std::size_t index,
                                                        const LossFactors& factors, const Image& content,
                                                        TeamRun& team) {
  const Size size = plan.sizes[index];
  StyleRegions regions = painter.regions(*pictures, plan.scales[index], tiling.side, team);
  ObjectiveSettings settings = painter.network.choices.objective;
  settings.shifts = shifts_of(plan.iterations[index], settings.shifts);
  settings.wrap = wrap;
  if (freeze) beside_frozen(regions, resize(*freeze, size));
  Terms terms = make_terms(*painter.engine, settings, factors, std::move(regions), firmness_of(keep, size));
  if (onward) {
    terms.push_back(std::make_unique<TemporalTerm>(onward->weight, onward->before, onward->trust));
  }
  return std::make_unique<Objective>(*painter.engine, painter.vgg, settings, content, std::move(terms),
                                     tiling, &team);
}

void StyleJob::Impl::assist(Observer& observer, TeamRun& team) {
  const Plan at = plan();
  const Interruption interruption(*painter.engine, observer);
  interruption.ask();
  painter.vgg_for(*pictures);
  const LossFactors factors = painter.factors(*pictures, at.balance_side);
  for (std::size_t index = 0; index < at.scales.size(); ++index) {
    const Image& content = pictures->content_at(at.scales[index]);
    objective_at(at, index, factors, content, team)->assist();
  }
  team.end();
}

Result StyleJob::Impl::run(Observer& observer) {
  if (for_others) {
    for_others->tiling = tiling;
    painter.start_others(*for_others);
    for_others.reset();
  }
  TeamRun team(painter.team);
  try {
    return run(observer, team);
  } catch (...) {
    team.leave_failed({});  // this rank tells why
    throw;
  }
}

Result StyleJob::Impl::run(Observer& observer, TeamRun& team) {
  const Plan at = plan();
  const std::vector<int>&scales = at.scales, &iterations = at.iterations;
  const std::vector<Size>& sizes = at.sizes;
  RunClock clock(sizes, iterations);
  tell_start(observer);

  const std::unique_ptr<Minimiser> minimiser = make_minimiser(painter.network.choices.optimizer, wrap);
  const bool gray = pictures->are_gray();
  Image picture = start_at(sizes.front(), pictures->content_at(scales.front()), scales.front());
  if (onward) picture = start_of(*onward, std::move(picture));
  if (gray) make_gray(picture.rgb().data(), picture.pixels());
  Losses losses;
  std::optional<Size> size;  // of the scale that the minimiser works at
  FrozenPixels held = onward ? held_to(*onward) : FrozenPixels({}, picture);
  const auto current = [&] { return size ? held.seen(with_pixels(*size, minimiser->picture())) : picture; };

  const Interruption interruption(*painter.engine, observer);
  try {
    interruption.ask();
    painter.vgg_for(*pictures);
    const LossFactors factors = painter.factors(*pictures, at.balance_side);
    for (std::size_t index = 0; index < scales.size(); ++index) {
      if (index > 0) picture = resize(picture, sizes[index].width, sizes[index].height, wrap);
      const Image& content = pictures->content_at(scales[index]);
      FrozenPixels frozen = frozen_at(content);
      minimiser->start_scale(frozen.start(std::move(picture)), iterations[index]);
      size = sizes[index];
      picture = {};  // the minimiser has it now
      const std::unique_ptr<Objective> objective = objective_at(at, index, factors, content, team);
      const Minimiser::Evaluate evaluate = [&](const float* x, float* gradient) {
        interruption.ask();
        const Losses at_x = objective->evaluate(frozen.seen(held.seen(x)), gradient);
        frozen.hold(gradient);
        held.hold(gradient);
        if (gray) make_gray(gradient, size->pixels());
        return at_x;
      };
      for (int iteration = 1; iteration <= iterations[index] && !minimiser->converged(); ++iteration) {
        losses = minimiser->iterate(evaluate);
        check_finite(losses, scales[index], iteration);
        clock.finish_iteration(static_cast<int>(index));
        Progress progress;
        progress.scale_index = static_cast<int>(index);
        progress.scale_count = static_cast<int>(scales.size());
        progress.longer_side = scales[index];
        progress.iteration = iteration;
        progress.iterations = iterations[index];
        progress.losses = losses;
        progress.seconds = clock.seconds();
        progress.seconds_left = clock.seconds_left();
        progress.fraction = clock.fraction();
        observer.on_progress(progress);
        if (!observer.wants_snapshot()) continue;
        observer.on_snapshot(shown(current(), content, content));
      }
      objective->end();
      clock.finish_scale(static_cast<int>(index));
      picture = current();
    }
    team.end();
  } catch (const Cancelled&) {
    team.leave_cancelled();
    return finish(current(), losses, true);
  }
  if (onward) picture = with_mean_of(*onward, std::move(picture));
  Image painting;
  if (tells_painting) painting = picture;
  Result result = finish(std::move(picture), losses, false);
  result.painting = std::move(painting);
  return result;
}

StyleJob::StyleJob(Image content, std::vector<Image> styles, const Parameters& parameters, Image start)
    : own_(std::make_unique<Painter>()) {
  own_->update(parameters, as_styles(std::move(styles)));
  impl_ = std::make_unique<Impl>(own_->impl(), Frame{std::move(content), std::move(start)});
}

StyleJob::StyleJob(Painter& painter, Frame frame)
    : impl_(std::make_unique<Impl>(painter.impl(), std::move(frame))) {}

StyleJob::~StyleJob() = default;

int StyleJob::width() const { return impl_->pictures->sizes().working().width; }
int StyleJob::height() const { return impl_->pictures->sizes().working().height; }

Result StyleJob::run(Observer& observer) { return impl_->run(observer); }

void StyleJob::assist(Observer& observer, TeamRun& team, const Tiling& tiling) {
  impl_->tiling = tiling;
  impl_->assist(observer, team);
}

}  // namespace core

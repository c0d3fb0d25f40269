#include "core/style_job.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/translation.h"
#include "calibration.h"
#include "core/colour_match.h"
#include "core/resample.h"
#include "dnn/engine.h"
#include "dnn/network.h"
#include "gray.h"
#include "memory_estimate.h"
#include "minimiser.h"
#include "network_choice.h"
#include "noise.h"
#include "run_clock.h"
#include "scale_schedule.h"
#include "vgg.h"
#include "working_pictures.h"

namespace core {
namespace {

// Thrown inside run() to leave an iteration.
struct Cancelled {};

Image with_pixels(Size size, std::vector<float> rgb) {
  Image image(size.width, size.height);
  image.rgb() = std::move(rgb);
  return image;
}

}  // namespace

struct StyleJob::Impl {
  Impl(Image content, std::vector<Image> styles, Parameters given, Image start_picture, int whole);

  Result run(Observer& observer);
  Image start_at(Size size, const Image& content, const std::vector<Image>& styles) const;
  Tiling choose_tiling() const;
  Vgg calibrated_vgg(dnn::Engine& engine, int longer_side) const;
  std::vector<int> iterations_at(const std::vector<int>& scales) const;
  Result finish(Image picture, const Losses& losses, bool cancelled) const;

  Parameters parameters;
  NetworkChoice network;
  Tiling tiling;
  Image alpha;  // the content as given, where it has alpha
  Image start;
  double whole_factor = 1;  // how much larger the whole picture is than the content
  std::unique_ptr<WorkingPictures> pictures;
};

StyleJob::Impl::Impl(Image content, std::vector<Image> styles, Parameters given, Image start_picture,
                     int whole)
    : parameters(std::move(given)), start(std::move(start_picture)) {
  check_parameters(parameters);
  if (starts_from_file(parameters) && start.empty()) {
    throw base::Error(
        base::format(_("init must be content, matched, noise, style or a picture file, not \"%s\""),
                     parameters.init.c_str()));
  }
  if (content.has_alpha()) alpha = content;
  network = choose_network(parameters);
  if (whole > 0) whole_factor = static_cast<double>(whole) / size_of(content).longer_side();
  pictures = std::make_unique<WorkingPictures>(std::move(content), std::move(styles),
                                               parameters.style_scale * whole_factor, parameters.size,
                                               network.least_side, network.deepest_tap);
  if (!start.empty()) start = fill_transparency(start, PictureRole::kStart);
  tiling = choose_tiling();
}

Tiling StyleJob::Impl::choose_tiling() const {
  const dnn::NetworkDescription description = build_vgg(network.set, network.choices.pooling);
  return fit_into_memory(
      memory_question(description, network.choices.objective, pictures->sizes(), parameters),
      parameters.memory_limit);
}

Vgg StyleJob::Impl::calibrated_vgg(dnn::Engine& engine, int longer_side) const {
  weights::WeightSet ready = network.set;
  if (ready.calibrate) {
    // Content and styles: on a plain photograph alone, channels would be scaled to its noise.
    std::vector<Image> seen = pictures->styles_at(longer_side);
    seen.push_back(pictures->content_at(longer_side));
    calibrate(engine, ready, network.choices.pooling, side_by_side(seen));
  }
  return make_vgg(std::move(ready), network.choices.pooling);
}

Image StyleJob::Impl::start_at(Size size, const Image& content, const std::vector<Image>& styles) const {
  if (!start.empty()) return resize(start, size.width, size.height);
  if (parameters.init == "matched") return match_colours(content, styles);
  if (parameters.init == "noise") return noise(size, parameters.seed);
  if (parameters.init == "style") return resize(styles.front(), size.width, size.height);
  return content;
}

std::vector<int> StyleJob::Impl::iterations_at(const std::vector<int>& scales) const {
  if (whole_factor <= 1) return iterations_of(scales, parameters.iterations);
  const int whole = static_cast<int>(std::lround(whole_factor * scales.back()));
  const std::vector<int> all =
      iterations_of(scale_schedule(whole, 0, network.least_side), parameters.iterations);
  // From the finest: those that the part leaves out are the coarsest.
  std::vector<int> iterations(scales.size(), parameters.iterations);
  std::copy_backward(all.end() - static_cast<std::ptrdiff_t>(std::min(all.size(), scales.size())), all.end(),
                     iterations.end());
  return iterations;
}

Result StyleJob::Impl::finish(Image picture, const Losses& losses, bool cancelled) const {
  Result result;
  const Size size = pictures->sizes().working();
  const bool done = picture.width() == size.width && picture.height() == size.height;
  result.picture = done ? std::move(picture) : resize(picture, size.width, size.height);
  if (!alpha.empty()) result.picture.alpha() = resize(alpha, size.width, size.height).alpha();
  result.cancelled = cancelled;
  result.losses = losses;
  return result;
}

Result StyleJob::Impl::run(Observer& observer) {
  const std::vector<int> scales = pictures->sizes().scales(parameters.scales);
  std::vector<Size> sizes;
  for (const int scale : scales) sizes.push_back(pictures->sizes().content_at(scale));
  const std::vector<int> iterations = iterations_at(scales);
  RunClock clock(sizes, iterations);

  dnn::Engine engine(engine_settings(parameters));
  observer.on_start(std::string(weights::network_name(network.set.network)) + ", " + network.set.source,
                    engine.description());
  if (parameters.precision == "bf16" && !engine.has_bfloat16()) {
    observer.on_note(_("this processor has no bfloat16 products; float32 is used"));
  }
  if (tiling.side > 0) {
    observer.on_note(base::format(_("the memory allows only tiles of %d px, which takes about twice as long"),
                                  tiling.side));
  }
  const Vgg vgg = calibrated_vgg(engine, pictures->sizes().calibration_side());
  const ObjectiveSettings& settings = network.choices.objective;
  const int balance = pictures->sizes().balance_side(scales);
  const LossFactors factors = measure_factors(engine, vgg, settings, pictures->content_at(balance),
                                              pictures->styles_at(balance).front());
  const std::unique_ptr<Minimiser> minimiser = make_minimiser(parameters.optimizer);

  const bool gray = pictures->are_gray();
  Image picture;
  Losses losses;
  const auto stop_if_cancelled = [&] {
    if (observer.cancelled()) throw Cancelled();
  };
  const auto current = [&](Size size) { return with_pixels(size, minimiser->picture()); };

  for (std::size_t index = 0; index < scales.size(); ++index) {
    const Size size = sizes[index];
    const Image& content = pictures->content_at(scales[index]);
    std::vector<Image> styles = pictures->styles_at(scales[index]);
    picture = index == 0 ? start_at(size, content, styles) : resize(picture, size.width, size.height);
    if (gray && index == 0) make_gray(picture.rgb().data(), size.pixels());
    minimiser->start_scale(picture, iterations[index]);
    picture = {};  // the minimiser has it now
    try {
      stop_if_cancelled();
      std::vector<Moments> target = style_target(engine, vgg, settings, styles, tiling.side);
      styles.clear();
      ObjectiveSettings at_scale = settings;
      at_scale.shifts = shifts_of(iterations[index], settings.shifts);
      Objective objective(engine, vgg, at_scale, factors, content, std::move(target), tiling);
      const Minimiser::Evaluate evaluate = [&](const float* x, float* gradient) {
        stop_if_cancelled();
        const Losses at_x = objective.evaluate(x, gradient);
        if (gray) make_gray(gradient, size.pixels());
        return at_x;
      };
      for (int iteration = 1; iteration <= iterations[index] && !minimiser->converged(); ++iteration) {
        losses = minimiser->iterate(evaluate);
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
        if (observer.wants_snapshot()) observer.on_snapshot(current(size));
      }
      clock.finish_scale(static_cast<int>(index));
      picture = current(size);
    } catch (const Cancelled&) {
      return finish(current(size), losses, true);
    }
  }
  return finish(std::move(picture), losses, false);
}

StyleJob::StyleJob(Image content, std::vector<Image> styles, Parameters parameters, Image start,
                   int whole_side)
    : impl_(std::make_unique<Impl>(std::move(content), std::move(styles), std::move(parameters),
                                   std::move(start), whole_side)) {}

StyleJob::~StyleJob() = default;

int StyleJob::width() const { return impl_->pictures->sizes().working().width; }
int StyleJob::height() const { return impl_->pictures->sizes().working().height; }

Result StyleJob::run(Observer& observer) { return impl_->run(observer); }

}  // namespace core

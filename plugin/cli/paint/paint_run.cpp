#include "cli/paint/paint_run.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "cli/interruption.h"
#include "cli/paint/output_file.h"
#include "cli/paint/pictures_on_the_way.h"
#include "cli/paint/progress_report.h"
#include "cli/paint/run_log.h"
#include "cli/peak_memory.h"
#include "core/recipe.h"
#include "core/resample.h"
#include "core/style_job.h"
#include "pictures/colour_profile.h"
#include "pictures/picture_files.h"
#include "pictures/recipe_xmp.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

class PaintObserver : public core::Observer {
 public:
  PaintObserver(const PaintRequest& request, const std::string& recipe, const core::Prediction& prediction,
                const Interruption& interruption, PicturesOnTheWay& on_the_way, ProgressReport& report,
                RunLog* log)
      : request_(request),
        recipe_(recipe),
        prediction_(prediction),
        interruption_(interruption),
        on_the_way_(on_the_way),
        report_(report),
        log_(log) {}

  void on_start(const std::string& network, const std::string& engine) override {
    if (log_ == nullptr) return;
    log_->start(request_.parameters, logged_styles(request_.styles), {request_.keep, request_.freeze},
                recipe_, prediction_, network, engine);
  }
  bool cancelled() override { return interruption_.requested(); }
  void on_progress(const core::Progress& progress) override {
    report_.show(progress);
    if (log_ != nullptr) log_->iteration(progress);
  }
  bool wants_snapshot() override { return on_the_way_.is_due(); }
  void on_snapshot(core::Image&& picture) override {
    try {
      on_the_way_.write(std::move(picture));
    } catch (const base::Error& error) {
      report_.note(error.what());  // the result may find its place yet
    }
  }
  void on_note(const std::string& sentence) override { report_.note(sentence); }

 private:
  const PaintRequest& request_;
  const std::string& recipe_;
  const core::Prediction& prediction_;
  const Interruption& interruption_;
  PicturesOnTheWay& on_the_way_;
  ProgressReport& report_;
  RunLog* log_;
};

pictures::Picture read_content(const PaintRequest& request) {
  if (!is_texture(request)) return pictures::read_picture(request.content);
  pictures::Picture picture =
      pictures::read_picture(request.styles.files.front());  // its depth and colour profile
  picture.image = core::Image(request.parameters.size, request.parameters.size);
  std::fill(picture.image.rgb().begin(), picture.image.rgb().end(), 0.5f);
  return picture;
}

core::Image read_start(const PaintRequest& request, const pictures::Description& content) {
  if (!core::starts_from_file(request.parameters)) return {};
  const std::string& path = request.parameters.init;
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw base::Error("init must be content, matched, noise, style or a picture file; there is no file \"" +
                      path + "\"");
  }
  return read_in_colours_of(content, path);
}

// Masks of another size than their picture are scaled, which is told.
void tell_scaling(const std::string& path, const core::SharedPlane& plane, core::Size size,
                  ProgressReport& report) {
  if (!plane || (plane->width == size.width && plane->height == size.height)) return;
  report.note(base::format("%s is scaled from %d×%d to %d×%d px", path.c_str(), plane->width, plane->height,
                           size.width, size.height));
}

}  // namespace

const std::vector<core::Style>& Studio::styles_of(const StyleRequest& request,
                                                  const pictures::Description& content) {
  const bool are_read = !styles_.empty() && request == request_ && pictures::same_colours(content, content_);
  if (!are_read) {
    styles_ = read_styles(request, content);
    request_ = request;
    content_ = content;
  }
  return styles_;
}

core::Recipe recipe_of(const PaintRequest& request, RecipeFiles& files) {
  core::Recipe recipe;
  recipe.program = STYLE_TRANSFER_VERSION;
  recipe.parameters = request.parameters;
  recipe.content = files.of(request.content);
  for (const LoggedStyle& style : logged_styles(request.styles)) {
    recipe.styles.push_back({files.of(style.file), style.weight, style.scale, files.of(style.guide),
                             files.of(style.style_guide)});
  }
  recipe.keep = files.of(request.keep);
  recipe.freeze = files.of(request.freeze);
  return recipe;
}

Painted paint(const PaintRequest& request, Studio& studio) {
  const auto begin = std::chrono::steady_clock::now();
  const Interruption interruption;
  const bool to_pipe = request.output == pictures::kPipe;  // which holds the picture alone
  ProgressReport report((request.quiet || to_pipe) && !request.estimate);
  // Before anything that takes long.
  std::optional<OutputFile> output;
  if (!request.estimate) output.emplace(request.output);
  pictures::Picture content = read_content(request);
  const pictures::Format format = pictures::format_for(request.output, content.format);
  const std::vector<core::Style>& styles = studio.styles_of(request.styles, content.description);
  const core::Size content_size = core::size_of(content.image);
  const bool has_alpha = content.image.has_alpha();
  core::Frame frame;
  frame.content = std::move(content.image);
  frame.start = read_start(request, content.description);
  frame.keep = read_plane(request.keep);
  frame.freeze = read_plane(request.freeze);
  const core::SharedPlane keep = frame.keep, freeze = frame.freeze;
  const core::MaskNeed masks = core::need_of_masks(styles, frame);
  core::Painter& painter = studio.painter;
  painter.update(request.parameters, styles);
  core::StyleJob job(painter, std::move(frame));
  const std::vector<LoggedStyle> files = logged_styles(request.styles);
  for (std::size_t i = 0; i < styles.size(); ++i) {
    tell_scaling(files[i].guide, styles[i].guide, content_size, report);
    tell_scaling(files[i].style_guide, styles[i].read, core::size_of(*styles[i].picture), report);
  }
  tell_scaling(request.keep, keep, content_size, report);
  tell_scaling(request.freeze, freeze, content_size, report);

  std::unique_ptr<RunLog> log;
  if (!request.log.empty() && !request.estimate) log = std::make_unique<RunLog>(request.log);
  core::Prediction prediction;
  if (!request.quiet || log || request.estimate) {
    prediction = core::Predictor(painter).predict(request.parameters, content_size, core::sizes_of(styles),
                                                  has_alpha, masks);
  }
  report.predict(prediction);
  if (request.estimate) return {kDone, prediction};
  for (const std::string& note : content.notes) report.note(request.content + ": " + note);
  if (content.description.profile && !content.description.profile->is_rgb()) {
    report.note("the colour profile of " +
                (is_texture(request) ? request.styles.files.front() : request.content) +
                " is for gray pictures and is left out");
    content.description.profile.reset();
  }
  PicturesOnTheWay on_the_way(request.save_every, request.output, format, request.quality,
                              content.description);
  const std::string recipe = core::recipe_text(recipe_of(request, studio.files));
  content.description.xmp = pictures::with_recipe(content.description.xmp, recipe);
  PaintObserver observer(request, recipe, prediction, interruption, on_the_way, report, log.get());
  core::Result result = job.run(observer);
  report.end();

  content.image = std::move(result.picture);
  std::vector<std::string> notes;
  output->write([&](std::FILE* file) {
    notes = pictures::write_picture(content, format, request.quality, file, request.output);
  });
  for (const std::string& note : notes) report.note(note);
  result.picture = std::move(content.image);
  if (log) log->finish(request.output, result.losses, result.cancelled, peak_memory_bytes());
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  report.summarise(result, seconds.count(), request.output);
  return {result.cancelled ? kCancelled : kDone, prediction};
}

}  // namespace cli

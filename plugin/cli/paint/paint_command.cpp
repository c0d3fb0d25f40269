// The main job: reads the pictures, runs the style transfer, writes the result.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "cli/interruption.h"
#include "cli/options.h"
#include "cli/paint/output_file.h"
#include "cli/paint/progress_report.h"
#include "cli/paint/run_log.h"
#include "cli/paint/style_request.h"
#include "cli/peak_memory.h"
#include "cli/png/png_image.h"
#include "core/prediction.h"
#include "core/resample.h"
#include "core/style_job.h"
#include "weights/weights_folder.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

struct PaintRequest {
  std::string content;
  StyleRequest styles;
  std::string keep;
  std::string freeze;
  std::string output;
  std::string log;
  bool quiet = false;
  bool estimate = false;
  core::Parameters parameters;
};

class PaintObserver : public core::Observer {
 public:
  PaintObserver(const PaintRequest& request, const core::Prediction& prediction,
                const Interruption& interruption, ProgressReport& report, RunLog* log)
      : request_(request), prediction_(prediction), interruption_(interruption), report_(report), log_(log) {}

  void on_start(const std::string& network, const std::string& engine) override {
    if (log_ == nullptr) return;
    log_->start(request_.parameters, logged_styles(request_.styles), {request_.keep, request_.freeze},
                prediction_, network, engine);
  }
  bool cancelled() override { return interruption_.requested(); }
  void on_progress(const core::Progress& progress) override {
    report_.show(progress);
    if (log_ != nullptr) log_->iteration(progress);
  }
  void on_note(const std::string& sentence) override { report_.note(sentence); }

 private:
  const PaintRequest& request_;
  const core::Prediction& prediction_;
  const Interruption& interruption_;
  ProgressReport& report_;
  RunLog* log_;
};

// Without a content a texture is painted: of a plain square, that nothing is kept of.
bool is_texture(const PaintRequest& request) { return request.content.empty(); }

PngPicture read_content(const PaintRequest& request) {
  if (!is_texture(request)) return read_png(request.content);
  PngPicture picture = read_png(request.styles.files.front());  // its depth and colour profile
  picture.image = core::Image(request.parameters.size, request.parameters.size);
  std::fill(picture.image.rgb().begin(), picture.image.rgb().end(), 0.5f);
  return picture;
}

core::Image read_start(const PaintRequest& request) {
  if (!core::starts_from_file(request.parameters)) return {};
  const std::string& path = request.parameters.init;
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw base::Error("init must be content, matched, noise, style or a picture file; there is no file \"" +
                      path + "\"");
  }
  return read_png(path).image;
}

// Masks of another size than their picture are scaled, which is told.
void tell_scaling(const std::string& path, const core::SharedPlane& plane, core::Size size,
                  ProgressReport& report) {
  if (!plane || (plane->width == size.width && plane->height == size.height)) return;
  report.note(base::format("%s is scaled from %d×%d to %d×%d px", path.c_str(), plane->width, plane->height,
                           size.width, size.height));
}

ExitCode paint(const PaintRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  const Interruption interruption;
  ProgressReport report(request.quiet && !request.estimate);
  // Before anything that takes long.
  std::optional<OutputFile> output;
  if (!request.estimate) output.emplace(request.output);
  PngPicture content = read_content(request);
  const std::vector<core::Style> styles = read_styles(request.styles);
  const core::Size content_size = core::size_of(content.image);
  const bool has_alpha = content.image.has_alpha();
  core::Frame frame;
  frame.content = std::move(content.image);
  frame.start = read_start(request);
  frame.keep = read_plane(request.keep);
  frame.freeze = read_plane(request.freeze);
  const core::SharedPlane keep = frame.keep, freeze = frame.freeze;
  const core::MaskNeed masks = core::need_of_masks(styles, frame);
  core::Painter painter;
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
  if (request.estimate) return kDone;
  if (content.description.profile && !content.description.profile->is_rgb()) {
    report.note("the colour profile of " +
                (is_texture(request) ? request.styles.files.front() : request.content) +
                " is for gray pictures and is left out");
    content.description.profile.reset();
  }
  PaintObserver observer(request, prediction, interruption, report, log.get());
  core::Result result = job.run(observer);
  report.end();

  PngPicture picture{std::move(result.picture), content.bit_depth, std::move(content.description)};
  output->write([&](std::FILE* file) { write_png(picture, file, request.output); });
  result.picture = std::move(picture.image);
  if (log) log->finish(request.output, result.losses, result.cancelled, peak_memory_bytes());
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  report.summarise(result, seconds.count(), request.output);
  return result.cancelled ? kCancelled : kDone;
}

// The log is written while the run goes on, so it must not be one of the other files.
void check_log_of(const PaintRequest& request) {
  if (request.log.empty()) return;
  std::vector<std::string> others = files_of(request.styles);
  others.push_back(request.content);
  others.push_back(request.output);
  others.push_back(request.keep);
  others.push_back(request.freeze);
  if (core::starts_from_file(request.parameters)) others.push_back(request.parameters.init);
  const std::string weights_file = weights::find_weights(request.parameters.weights);
  if (!weights::is_built_in(weights_file)) others.push_back(weights_file);
  check_log(request.log, others);
}

void check_texture(const PaintRequest& request) {
  const core::Parameters& parameters = request.parameters;
  if (parameters.size == 0) {
    throw base::Error(
        "--content is missing: the PNG picture to be painted; a texture of the style alone needs --size "
        "instead");
  }
  const auto refuse_if = [](bool needs_content, const char* option) {
    if (needs_content) {
      throw base::Error(std::string("without --content there is nothing that ") + option +
                        " could keep; leave it out, or give the picture to be painted");
    }
  };
  refuse_if(parameters.content_weight > 0, "--content-weight");
  refuse_if(!request.keep.empty(), "--keep");
  refuse_if(parameters.colour != "style", "--colour");
  refuse_if(parameters.init == "content" || parameters.init == "matched", "--init");
  refuse_if(!request.freeze.empty(), "--freeze");
}

void check_complete(const PaintRequest& request) {
  check_style_options(request.styles);
  if (is_texture(request)) check_texture(request);
  if (request.styles.files.empty() || request.styles.files.front().empty()) {
    throw base::Error("--style is missing: a PNG picture in whose style to paint");
  }
  if (request.output.empty() && !request.estimate)
    throw base::Error("--output is missing: the PNG file to write");
}

}  // namespace

Command parse_paint(const Arguments& arguments) {
  const auto request = std::make_shared<PaintRequest>();
  bool markdown = false;
  CLI::App app("Paints a picture in the style of others.", "style-transfer");
  app.set_version_flag("--version", std::string("style-transfer ") + STYLE_TRANSFER_VERSION,
                       "Print the version");
  app.add_option(
         "--content", request->content,
         "The picture to be painted (PNG); without it a square texture of\n--size is painted from noise")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  add_style_options(app, request->styles);
  app.add_option("--keep", request->keep,
                 "How firmly each place of the content is kept (PNG): middle gray as usual, white four "
                 "times, black not at all")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--freeze", request->freeze,
                 "Where the content stays as it is (PNG): white to the last bit, gray partly")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--output", request->output, "The picture to write (PNG); needed")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--log", request->log, "A record of every iteration to write, as JSON lines")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  add_parameter_options(app, request->parameters, [](const core::ParameterRow&) { return true; });
  app.add_flag("--estimate", request->estimate,
               "Paint nothing: print how long the run would take and how much memory");
  app.add_flag("--quiet", request->quiet, "Print nothing but errors");
  app.add_flag("--parameters-markdown", markdown, "Print the table of parameters in Markdown");
  app.footer(
      "\nOther commands:\n"
      "  style-transfer weights list|info      which weights there are, and what is in them\n"
      "  style-transfer weights import|fetch   takes in a weight file, or downloads one\n"
      "  style-transfer video                  paints films\n"
      "  style-transfer bench                  measures the time of an iteration\n\n"
      "Ctrl-C ends a run early and writes the best picture so far.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  if (markdown) return print(core::parameter_markdown());
  if (is_texture(*request)) {
    if (app.count("--content-weight") == 0) request->parameters.content_weight = 0;
    if (app.count("--init") == 0) request->parameters.init = "noise";
  }
  check_complete(*request);
  check_log_of(*request);
  return [request] { return paint(*request); };
}

}  // namespace cli

// The main job: reads the pictures, runs the style transfer, writes the result.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "cli/interruption.h"
#include "cli/options.h"
#include "cli/paint/output_file.h"
#include "cli/paint/progress_report.h"
#include "cli/paint/run_log.h"
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
  std::vector<std::string> styles;
  std::vector<double> style_weights;  // one for each style, or none
  std::vector<double> style_scales;
  std::string freeze;
  std::string output;
  std::string log;
  bool quiet = false;
  bool estimate = false;
  core::Parameters parameters;
};

// As they were asked for.
std::vector<LoggedStyle> styles_of(const PaintRequest& request) {
  std::vector<LoggedStyle> styles;
  for (std::size_t i = 0; i < request.styles.size(); ++i) {
    LoggedStyle& style = styles.emplace_back();
    style.file = request.styles[i];
    if (!request.style_weights.empty()) style.weight = request.style_weights[i];
    if (!request.style_scales.empty()) style.scale = request.style_scales[i];
  }
  return styles;
}

class PaintObserver : public core::Observer {
 public:
  PaintObserver(const PaintRequest& request, const core::Prediction& prediction,
                const Interruption& interruption, ProgressReport& report, RunLog* log)
      : request_(request), prediction_(prediction), interruption_(interruption), report_(report), log_(log) {}

  void on_start(const std::string& network, const std::string& engine) override {
    if (log_ != nullptr) {
      log_->start(request_.parameters, styles_of(request_), request_.freeze, prediction_, network, engine);
    }
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
  PngPicture picture = read_png(request.styles.front());  // its depth and colour profile
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

core::Plane read_freeze(const PaintRequest& request) {
  return request.freeze.empty() ? core::Plane() : core::brightness_plane(read_png(request.freeze).image);
}

std::vector<core::Style> read_styles(const PaintRequest& request) {
  std::vector<core::Style> styles;
  for (const LoggedStyle& style : styles_of(request)) {
    styles.push_back(
        {std::make_shared<const core::Image>(read_png(style.file).image), style.weight, style.scale});
  }
  return styles;
}

ExitCode paint(const PaintRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  const Interruption interruption;
  ProgressReport report(request.quiet && !request.estimate);
  // Before anything that takes long.
  std::optional<OutputFile> output;
  if (!request.estimate) output.emplace(request.output);
  PngPicture content = read_content(request);
  const std::vector<core::Style> styles = read_styles(request);
  const core::Size content_size = core::size_of(content.image);
  const bool has_alpha = content.image.has_alpha();
  std::vector<core::StyleSize> style_sizes;
  for (const core::Style& style : styles) {
    if (style.weight > 0) style_sizes.emplace_back(core::size_of(*style.picture), style.scale);
  }
  core::Painter painter;
  painter.update(request.parameters, styles);
  core::Frame frame{std::move(content.image), read_start(request)};
  frame.freeze = read_freeze(request);
  const core::Size freeze_size = frame.freeze.size;
  core::StyleJob job(painter, std::move(frame));

  std::unique_ptr<RunLog> log;
  if (!request.log.empty() && !request.estimate) log = std::make_unique<RunLog>(request.log);
  core::Prediction prediction;
  if (!request.quiet || log || request.estimate) {
    prediction = core::Predictor(painter).predict(request.parameters, content_size, style_sizes, has_alpha,
                                                  freeze_size);
  }
  report.predict(prediction);
  if (request.estimate) return kDone;
  if (content.description.profile && !content.description.profile->is_rgb()) {
    report.note("the colour profile of " + (is_texture(request) ? request.styles.front() : request.content) +
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
void check_log(const PaintRequest& request) {
  if (request.log.empty()) return;
  std::vector<std::string> others = request.styles;
  others.push_back(request.content);
  others.push_back(request.output);
  if (!request.freeze.empty()) others.push_back(request.freeze);
  if (core::starts_from_file(request.parameters)) others.push_back(request.parameters.init);
  const std::string weights_file = weights::find_weights(request.parameters.weights);
  if (!weights::is_built_in(weights_file)) others.push_back(weights_file);
  for (const std::string& other : others) {
    std::error_code error;
    if (request.log == other || fs::equivalent(request.log, other, error)) {
      throw base::Error("--log names " + other + ", which another option names too; another file is needed");
    }
  }
}

void check_count(const char* option, const std::vector<double>& values, std::size_t styles) {
  if (values.empty() || values.size() == styles) return;
  throw base::Error(std::string(option) + " must have one number for each style, of which there are " +
                    std::to_string(styles) + ", not " + std::to_string(values.size()));
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
  refuse_if(parameters.keep_lines > 0, "--keep-lines");
  refuse_if(parameters.colour != "style", "--colour");
  refuse_if(parameters.init == "content" || parameters.init == "matched", "--init");
  refuse_if(!request.freeze.empty(), "--freeze");
}

void check_complete(const PaintRequest& request) {
  check_count("--style-weights", request.style_weights, request.styles.size());
  check_count("--style-scales", request.style_scales, request.styles.size());
  std::vector<core::Style> styles;
  for (const LoggedStyle& style : styles_of(request)) styles.push_back({nullptr, style.weight, style.scale});
  core::check_styles(styles);
  if (is_texture(request)) check_texture(request);
  if (request.styles.empty() || request.styles.front().empty()) {
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
  app.add_option("--style", request->styles,
                 "A picture to take the style from (PNG); needed, may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group("Files");
  app.add_option("--style-weights", request->style_weights,
                 "The styles' shares in their order, as 0.7,0.3; without them all have the same")
      ->type_name("W,W…")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Files");
  app.add_option("--style-scales", request->style_scales,
                 "The styles' sizes in their order, as 1,0.5, each times --style-scale")
      ->type_name("S,S…")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Files");
  app.add_option("--freeze", request->freeze,
                 "A mask (PNG): where it is white the picture stays as it is, where\nit is gray partly")
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
  check_log(*request);
  return [request] { return paint(*request); };
}

}  // namespace cli

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
#include "cli/paint/recipe_files.h"
#include "cli/paint/run_log.h"
#include "cli/paint/style_request.h"
#include "cli/peak_memory.h"
#include "core/prediction.h"
#include "core/recipe.h"
#include "core/resample.h"
#include "core/style_job.h"
#include "pictures/colour_profile.h"
#include "pictures/picture_files.h"
#include "pictures/recipe_xmp.h"
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
  std::string recipe;
  std::string log;
  int quality = 92;
  bool quiet = false;
  bool estimate = false;
  core::Parameters parameters;
};

core::Recipe recipe_of(const PaintRequest& request) {
  core::Recipe recipe;
  recipe.program = STYLE_TRANSFER_VERSION;
  recipe.parameters = request.parameters;
  recipe.content = recipe_file(request.content);
  for (const LoggedStyle& style : logged_styles(request.styles)) {
    recipe.styles.push_back({recipe_file(style.file), style.weight, style.scale, recipe_file(style.guide),
                             recipe_file(style.style_guide)});
  }
  recipe.keep = recipe_file(request.keep);
  recipe.freeze = recipe_file(request.freeze);
  return recipe;
}

class PaintObserver : public core::Observer {
 public:
  PaintObserver(const PaintRequest& request, const std::string& recipe, const core::Prediction& prediction,
                const Interruption& interruption, ProgressReport& report, RunLog* log)
      : request_(request),
        recipe_(recipe),
        prediction_(prediction),
        interruption_(interruption),
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
  void on_note(const std::string& sentence) override { report_.note(sentence); }

 private:
  const PaintRequest& request_;
  const std::string& recipe_;
  const core::Prediction& prediction_;
  const Interruption& interruption_;
  ProgressReport& report_;
  RunLog* log_;
};

// Without a content a texture is painted: of a plain square, that nothing is kept of.
bool is_texture(const PaintRequest& request) { return request.content.empty(); }

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

ExitCode paint(const PaintRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  const Interruption interruption;
  const bool to_pipe = request.output == pictures::kPipe;  // which holds the picture alone
  ProgressReport report((request.quiet || to_pipe) && !request.estimate);
  // Before anything that takes long.
  std::optional<OutputFile> output;
  if (!request.estimate) output.emplace(request.output);
  pictures::Picture content = read_content(request);
  const pictures::Format format = pictures::format_for(request.output, content.format);
  const std::vector<core::Style> styles = read_styles(request.styles, content.description);
  const core::Size content_size = core::size_of(content.image);
  const bool has_alpha = content.image.has_alpha();
  core::Frame frame;
  frame.content = std::move(content.image);
  frame.start = read_start(request, content.description);
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
  for (const std::string& note : content.notes) report.note(request.content + ": " + note);
  if (content.description.profile && !content.description.profile->is_rgb()) {
    report.note("the colour profile of " +
                (is_texture(request) ? request.styles.files.front() : request.content) +
                " is for gray pictures and is left out");
    content.description.profile.reset();
  }
  const std::string recipe = core::recipe_text(recipe_of(request));
  content.description.xmp = pictures::with_recipe(content.description.xmp, recipe);
  PaintObserver observer(request, recipe, prediction, interruption, report, log.get());
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
        "--content is missing: the picture to be painted; a texture of the style alone needs --size "
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
    throw base::Error("--style is missing: a picture in whose style to paint");
  }
  if (request.output.empty() && !request.estimate)
    throw base::Error("--output is missing: the file to write");
}

// Before all other options, which take the place of what the recipe says.
std::string recipe_among(const Arguments& arguments) {
  const std::string option = "--recipe";
  std::string path;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == option && i + 1 < arguments.size()) path = arguments[i + 1];
    if (arguments[i].rfind(option + "=", 0) == 0) path = arguments[i].substr(option.size() + 1);
  }
  return path;
}

// The files that a recipe names, where no option names others. A style's masks go with the style.
void take_files(const core::Recipe& recipe, PaintRequest& request) {
  const auto find = [&](const core::RecipeFile& file, const char* option) {
    return find_recipe_file(file, request.recipe, option);
  };
  if (request.content.empty()) request.content = find(recipe.content, "--content");
  if (request.keep.empty()) request.keep = find(recipe.keep, "--keep");
  if (request.freeze.empty()) request.freeze = find(recipe.freeze, "--freeze");
  StyleRequest& styles = request.styles;
  if (!styles.files.empty()) return;
  styles.weights.clear();
  styles.scales.clear();
  const auto mask = [&](const core::RecipeFile& file, const char* option) {
    return file.name.empty() ? "none" : find(file, option);
  };
  for (const core::RecipeStyle& style : recipe.styles) {
    styles.files.push_back(find(style.picture, "--style"));
    styles.weights.push_back(style.weight);
    styles.scales.push_back(style.scale);
    styles.guides.push_back(mask(style.guide, "--guide"));
    styles.style_guides.push_back(mask(style.style_guide, "--style-guide"));
  }
}

}  // namespace

Command parse_paint(const Arguments& arguments) {
  const auto request = std::make_shared<PaintRequest>();
  core::Recipe recipe;
  request->recipe = recipe_among(arguments);
  if (!request->recipe.empty()) {
    recipe = core::read_recipe(recipe_text_of(request->recipe), request->recipe);
    request->parameters = recipe.parameters;
  }
  bool markdown = false;
  CLI::App app("Paints a picture in the style of others.", "style-transfer");
  app.set_version_flag("--version", std::string("style-transfer ") + STYLE_TRANSFER_VERSION,
                       "Print the version");
  app.add_option(
         "--content", request->content,
         "The picture to be painted, or - for standard input; without it a square texture of\n--size is "
         "painted from noise")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  add_style_options(app, request->styles);
  app.add_option("--keep", request->keep,
                 "What of the content is kept more firmly than the rest, a face: white four times, black as "
                 "usual")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--freeze", request->freeze,
                 "Where the content stays as it is: white to the last bit, gray partly")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--output", request->output,
                 "The picture to write, or - for standard output; needed. Its ending says the format: " +
                     pictures::written_endings() + "; others are written as the content was")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--quality", request->quality,
                 "Of JPEG, WebP, HEIF, AVIF and JPEG XL, 1 … 100; 100 is without loss where the format can")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->default_str("92")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--recipe", request->recipe,
                 "Paint by the recipe of a picture that this program has painted, or of a JSON file; "
                 "other options take the place of what it says")
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
      "  style-transfer recipe FILE            what a picture was painted with\n"
      "  style-transfer video                  paints films\n"
      "  style-transfer bench                  measures the time of an iteration\n\n"
      "Ctrl-C ends a run early and writes the best picture so far.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  if (markdown) return print(core::parameter_markdown());
  if (!request->recipe.empty()) take_files(recipe, *request);
  if (is_texture(*request) && request->recipe.empty()) {
    if (app.count("--content-weight") == 0) request->parameters.content_weight = 0;
    if (app.count("--init") == 0) request->parameters.init = "noise";
  }
  check_complete(*request);
  check_log_of(*request);
  return [request] { return paint(*request); };
}

}  // namespace cli

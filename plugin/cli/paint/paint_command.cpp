// The main job as the command line asks for it: one picture or several, in one style or more.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <type_traits>
#include <utility>

#include "base/error.h"
#include "cli/json_lines.h"
#include "cli/options.h"
#include "cli/paint/batch.h"
#include "cli/paint/paint_all.h"
#include "cli/paint/preset_option.h"
#include "cli/paint/recipe_files.h"
#include "core/style_job.h"
#include "pictures/picture_files.h"
#include "weights/weights_folder.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

// What was asked for, before it is known which pictures that are.
struct PaintCall {
  PaintRequest request;
  std::vector<std::string> contents;
  std::string recipe;
  bool each_style = false;
};

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
  if (request.save_every > 0 && request.output == pictures::kPipe) {
    throw base::Error(
        "--save-every needs a file for --output, whose name the pictures on the way can have; standard "
        "output has none");
  }
}

// The files that a recipe names, where no option names others. A style's masks go with the style.
void take_files(const core::Recipe& recipe, PaintCall& call) {
  PaintRequest& request = call.request;
  const auto find = [&](const core::RecipeFile& file, const char* option) {
    return find_recipe_file(file, call.recipe, option);
  };
  if (call.contents.empty() && !recipe.content.name.empty()) {
    call.contents.push_back(find(recipe.content, "--content"));
  }
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

// The styles' options with one style of them alone.
StyleRequest only_style(const StyleRequest& styles, std::size_t at) {
  const auto one = [at](const auto& of) {
    return at < of.size() ? std::decay_t<decltype(of)>{of[at]} : std::decay_t<decltype(of)>{};
  };
  return {one(styles.files), {}, one(styles.scales), one(styles.guides), one(styles.style_guides)};
}

// A folder's results are called after both pictures.
std::string output_pattern(const std::string& output, bool several) {
  std::error_code error;
  if (!several || has_place(output) || !fs::is_directory(output, error)) return output;
  return (fs::path(output) / "{name}-{style}.{ext}").string();
}

void check_apart(const std::vector<PaintRequest>& requests, const PaintCall& call) {
  std::map<std::string, const PaintRequest*> outputs;
  for (const PaintRequest& request : requests) {
    const auto [other, is_new] = outputs.emplace(request.output, &request);
    if (is_new || request.output.empty()) continue;
    throw base::Error("--output " + call.request.output + " would write " + request.content + " and " +
                      other->second->content + " to one file, " + request.output +
                      "; {name} and {style} in it tell them apart" +
                      (has_place(call.request.output) ? ", where files have different names"
                                                      : ", or a folder that is there"));
  }
}

// All pictures that a call is for; at least one.
std::vector<PaintRequest> requests_of(const PaintCall& call) {
  std::vector<std::string> contents = picture_files(call.contents);
  if (contents.empty()) contents.emplace_back();  // a texture
  const std::size_t styles = call.each_style ? call.request.styles.files.size() : 1;
  const bool several = contents.size() * styles > 1;
  const std::string output = output_pattern(call.request.output, several);
  std::vector<PaintRequest> requests;
  for (const std::string& content : contents) {
    for (std::size_t i = 0; i < styles; ++i) {
      PaintRequest& request = requests.emplace_back(call.request);
      request.content = content;
      if (call.each_style) request.styles = only_style(call.request.styles, i);
      const std::string style = request.styles.files.empty() ? "" : request.styles.files.front();
      request.output = result_name(output, content, style);
      request.log = result_name(call.request.log, content, style);
    }
  }
  check_apart(requests, call);
  return requests;
}

}  // namespace

Command parse_paint(const Arguments& arguments) {
  PaintCall call;
  PaintRequest* const request = &call.request;
  core::Recipe recipe;
  call.recipe = given_first(arguments, "--recipe");
  if (!call.recipe.empty()) {
    recipe = core::read_recipe(recipe_text_of(call.recipe), call.recipe);
    request->parameters = recipe.parameters;
  }
  PresetOption preset(arguments, request->parameters);
  bool markdown = false;
  CLI::App app("Paints a picture in the style of others.", "style-transfer");
  app.set_version_flag("--version", std::string("style-transfer ") + STYLE_TRANSFER_VERSION,
                       "Print the version");
  app.add_option(
         "--content", call.contents,
         "The picture to be painted, or - for standard input; several, folders and patterns are painted one "
         "after the other; without it a square texture of --size is painted from noise")
      ->type_name("FILE")
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
  app.add_option(
         "--output", request->output,
         "The picture to write, or - for standard output; needed. Its ending says the format: " +
             pictures::written_endings() +
             "; others are written as the content was. {name}, {style} and {ext} in it stand for those "
             "of the pictures")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--quality", request->quality,
                 "Of JPEG, WebP, HEIF, AVIF and JPEG XL, 1 … 100; 100 is without loss where the format can "
                 "(default 92)")
      ->type_name("N")
      ->check(CLI::Range(1, 100).description(""))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--recipe", call.recipe,
                 "Paint by the recipe of a picture that this program has painted, or of a JSON file; "
                 "other options take the place of what it says")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  preset.add_to(app);
  app.add_option(
         "--save-every", request->save_every,
         "Write a picture on the way after every so many iterations: of painted.png painted-0050.png, "
         "painted-0100.png …, at the size that is painted then")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000).description(""))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--log", request->log, "A record of every iteration to write, as JSON lines")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  add_parameter_options(app, request->parameters, [](const core::ParameterRow&) { return true; });
  app.add_flag("--estimate", request->estimate,
               "Paint nothing: print how long the run would take and how much memory");
  app.add_flag("--each-style", call.each_style,
               "Paint each picture in each style by itself, not in all together");
  app.add_flag("--skip-existing", request->skip_existing,
               "Leave out what the output was already painted of, by its recipe");
  app.add_flag("--quiet", request->quiet, "Print nothing but errors");
  app.add_flag("--parameters-markdown", markdown, "Print the table of parameters in Markdown");
  app.footer(
      "\nOther commands:\n"
      "  style-transfer weights list|info      which weights there are, and what is in them\n"
      "  style-transfer weights import|fetch   takes in a weight file, or downloads one\n"
      "  style-transfer recipe FILE            what a picture was painted with\n"
      "  style-transfer video                  paints films\n"
      "  style-transfer bench                  measures the time of an iteration\n\n"
      "Ctrl-C ends a run early and writes the best picture so far. Of several pictures, one that fails does "
      "not end the others.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  if (markdown) return print(core::parameter_markdown());
  preset.take_styles(request->styles);
  if (!call.recipe.empty()) take_files(recipe, call);
  if (call.contents.empty() && call.recipe.empty()) {
    if (app.count("--content-weight") == 0) request->parameters.content_weight = 0;
    if (app.count("--init") == 0) request->parameters.init = "noise";
  }
  check_style_options(request->styles);
  const std::vector<PaintRequest> requests = requests_of(call);
  for (const PaintRequest& one : requests) {
    check_complete(one);
    check_log_of(one);
  }
  return [requests](core::Team& team) { return paint_all(requests, team); };
}

}  // namespace cli

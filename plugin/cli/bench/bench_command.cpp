// `style-transfer bench`: the time of an iteration, and of its parts, at some sizes, and the memory it takes.
//
// Unless told otherwise it measures the standard style of Gatys et al. on a VGG-19 of the published width, so
// that the figures can be compared with those of other programs.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/bench/bench_figures.h"
#include "cli/bench/bench_pictures.h"
#include "cli/bench/separate_process.h"
#include "cli/options.h"
#include "core/resample.h"
#include "pictures/picture_files.h"

namespace cli {
namespace {

struct BenchRequest {
  std::string content;
  std::string style;
  std::vector<int> sizes;
  bool json = false;
  core::Parameters parameters;
};

core::Parameters standard_style() {
  core::Parameters parameters;
  parameters.width = "full";
  parameters.iterations = 10;
  parameters.scales = 1;
  parameters.content_layers = "relu4_2";
  parameters.style_layers = "relu1_1,relu2_1,relu3_1,relu4_1,relu5_1";
  parameters.style_loss = "gram";
  parameters.normalization = "size";
  parameters.pooling = "max";
  return parameters;
}

core::Image picture(const std::string& path, int size, int kind) {
  if (path.empty()) return bench_picture(size, size, kind);
  const core::Image image = pictures::read_picture(path).image;
  const core::Size fitted = core::fit_longer_side(image.width(), image.height(), size);
  return core::resize(image, fitted.width, fitted.height);
}

// Texts come from the command line and need not be UTF-8.
std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json measure(const BenchRequest& request, int size) {
  return Json::parse(in_separate_process([&] {
    core::Parameters parameters = request.parameters;
    parameters.size = size;
    return text(
        bench_figures(picture(request.content, size, 0), picture(request.style, size, 1), parameters));
  }));
}

ExitCode bench(const BenchRequest& request) {
  Json sizes = Json::array();
  for (const int size : request.sizes) {
    sizes.push_back(measure(request, size));
    if (request.json) continue;
    print_figures(sizes.back());
    std::fflush(stdout);
  }
  if (request.json) {
    const Json figures = {
        {"version", STYLE_TRANSFER_VERSION}, {"optimizer", request.parameters.optimizer}, {"sizes", sizes}};
    std::printf("%s\n", text(figures).c_str());
  } else if (sizes.size() > 1) {
    print_summary(sizes);
  }
  return kDone;
}

// "256,512".
std::vector<int> parse_sizes(const std::string& list) {
  std::vector<int> sizes;
  std::istringstream items(list + ",");
  for (std::string item; std::getline(items, item, ',');) {
    core::Parameters parameters;
    core::set_parameter(parameters, "size", item);
    sizes.push_back(parameters.size);
  }
  return sizes;
}

}  // namespace

Command parse_bench(const Arguments& arguments) {
  const auto request = std::make_shared<BenchRequest>();
  request->parameters = standard_style();
  request->sizes = {request->parameters.size};
  CLI::App app("Measures the time of an iteration and of its parts.", "style-transfer bench");
  app.add_option("--content", request->content, "A picture, brought to --size, instead of a generated one")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--style", request->style, "A picture, brought to --size, instead of a generated one")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option_function<std::string>(
         "--size", [request](const std::string& list) { request->sizes = parse_sizes(list); },
         "Longer sides of the pictures, as 256,512,1024,2048 (default 512)")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->type_name("px,…")
      ->group("Picture");
  app.add_flag("--json", request->json, "Print one JSON object");
  add_parameter_options(app, request->parameters, [](const core::ParameterRow& row) {
    const std::string name = row.name;
    return name != "size" && name != "scales" && name != "init";
  });
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  return [request](core::Team&) { return bench(*request); };
}

}  // namespace cli

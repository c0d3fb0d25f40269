// `style-transfer bench`: the time of an iteration at exactly one size, and the memory it takes.
//
// Unless told otherwise it measures the standard style of Gatys et al. on a VGG-19 of the published width, so
// that the figures can be compared with those of other programs.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "bench_pictures.h"
#include "core/layer_times.h"
#include "core/resample.h"
#include "core/style_job.h"
#include "options.h"
#include "peak_memory.h"
#include "png_image.h"
#include "weights_folder.h"

namespace cli {
namespace {

struct BenchRequest {
  std::string content;
  std::string style;
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

// What is measured: the time between one iteration's end and the next one's.
class Stopwatch : public core::Observer {
 public:
  void on_start(const std::string& network, const std::string& engine) override {
    network_ = network;
    engine_ = engine;
  }
  void on_progress(const core::Progress& progress) override {
    if (progress.iteration > 1) milliseconds_.push_back(1000 * (progress.seconds - last_));
    if (progress.iteration == 1) first_ = progress.seconds;
    last_ = progress.seconds;
  }

  const std::string& network() const { return network_; }
  const std::string& engine() const { return engine_; }
  double seconds_to_first() const { return first_; }
  std::vector<double> sorted_milliseconds() const {
    std::vector<double> sorted = milliseconds_;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

 private:
  std::string network_;
  std::string engine_;
  double first_ = 0;
  double last_ = 0;
  std::vector<double> milliseconds_;
};

core::Image picture(const std::string& path, int size, int kind) {
  if (path.empty()) return bench_picture(size, size, kind);
  const core::Image image = read_png(path).image;
  const core::Size fitted = core::fit_longer_side(image.width(), image.height(), size);
  return core::resize(image, fitted.width, fitted.height);
}

double median(const std::vector<double>& sorted) {
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

nlohmann::ordered_json as_json(const core::LayerTimes& times) {
  nlohmann::ordered_json layers = nlohmann::ordered_json::array();
  for (const core::LayerTime& layer : times.layers) {
    layers.push_back({{"layer", layer.layer},
                      {"method", layer.method},
                      {"gflop", layer.gflop},
                      {"forward_ms", layer.forward_ms},
                      {"backward_ms", layer.backward_ms}});
  }
  return layers;
}

// Of the plain way's operations, so that Winograd's may be beyond the peak.
std::string gflops(const core::LayerTime& layer, double milliseconds) {
  if (layer.gflop == 0) return "";
  return std::to_string(static_cast<int>(1000 * layer.gflop / milliseconds));
}

void print(const core::LayerTimes& times, int size) {
  std::printf("\nlayers at %d×%d px; the processor's peak is %.0f GFLOP/s\n", size, size, times.peak_gflops);
  std::printf("%-20s %12s %9s %13s %9s\n", "", "forward ms", "GFLOP/s", "backward ms", "GFLOP/s");
  double forward = 0, backward = 0;
  for (const core::LayerTime& layer : times.layers) {
    std::printf("%-10s %-9s %12.2f %9s %13.2f %9s\n", layer.layer.c_str(), layer.method.c_str(),
                layer.forward_ms, gflops(layer, layer.forward_ms).c_str(), layer.backward_ms,
                gflops(layer, layer.backward_ms).c_str());
    forward += layer.forward_ms;
    backward += layer.backward_ms;
  }
  std::printf("%-20s %12.2f %23.2f\n", "all", forward, backward);
}

ExitCode bench(const BenchRequest& request) {
  core::Parameters parameters = request.parameters;
  parameters.iterations += 1;  // the first one also prepares, and is not counted
  const int size = parameters.size;
  core::StyleJob job(picture(request.content, size, 0), {picture(request.style, size, 1)}, parameters);
  Stopwatch watch;
  job.run(watch);
  const std::vector<double> times = watch.sorted_milliseconds();
  if (times.empty()) {
    std::printf("the optimiser was done after one iteration; nothing is left to measure\n");
    return kFailed;
  }
  const std::size_t peak = peak_memory_bytes();
  parameters.size = std::min(job.width(), job.height());
  const core::LayerTimes layers = core::measure_layers(parameters);
  if (request.json) {
    const nlohmann::ordered_json figures = {{"width", job.width()},
                                            {"height", job.height()},
                                            {"iterations", times.size()},
                                            {"ms_per_iteration", median(times)},
                                            {"ms_least", times.front()},
                                            {"ms_greatest", times.back()},
                                            {"seconds_to_first_iteration", watch.seconds_to_first()},
                                            {"peak_rss_bytes", peak},
                                            {"optimizer", parameters.optimizer},
                                            {"layers", as_json(layers)},
                                            {"peak_gflops", layers.peak_gflops},
                                            {"network", watch.network()},
                                            {"dnn", watch.engine()},
                                            {"version", STYLE_TRANSFER_VERSION}};
    std::printf("%s\n", figures.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    return kDone;
  }
  std::printf("%d×%d px, %s, %s\n", job.width(), job.height(), watch.network().c_str(),
              watch.engine().c_str());
  std::printf("%.1f ms per iteration (median of %zu; %.1f … %.1f)\n", median(times), times.size(),
              times.front(), times.back());
  std::printf("%.2f s to the end of the first iteration\n", watch.seconds_to_first());
  std::printf("%.0f MiB peak memory\n", static_cast<double>(peak) / (1 << 20));
  print(layers, parameters.size);
  return kDone;
}

}  // namespace

Command parse_bench(const Arguments& arguments) {
  const auto request = std::make_shared<BenchRequest>();
  request->parameters = standard_style();
  CLI::App app("Measures the time of an iteration at one size.", "style-transfer bench");
  app.add_option("--content", request->content, "A picture, brought to --size, instead of a generated one")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_option("--style", request->style, "A picture, brought to --size, instead of a generated one")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
  app.add_flag("--json", request->json, "Print one JSON object");
  add_parameter_options(app, request->parameters, [](const core::ParameterRow& row) {
    const std::string name = row.name;
    return name != "scales" && name != "init";
  });
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  request->parameters.weights = find_weights(request->parameters.weights);
  return [request] { return bench(*request); };
}

}  // namespace cli

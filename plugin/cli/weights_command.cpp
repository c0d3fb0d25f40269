// `style-transfer weights list` and `weights info`: which weights there are, and what is in them.
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "options.h"
#include "weights/open_weights.h"
#include "weights_folder.h"

namespace cli {
namespace {

struct WeightsRequest {
  std::string source;
  core::Parameters parameters;
};

weights::WeightSet open(const WeightsRequest& request) {
  weights::Request asked;
  asked.source = find_weights(request.source);
  asked.network = request.parameters.network;
  asked.width = request.parameters.width == "full" ? weights::Width::kFull : weights::Width::kHalf;
  asked.seed = static_cast<std::uint64_t>(request.parameters.seed);
  return weights::open_weights(asked);
}

std::string one_line(const weights::WeightSet& set) {
  return std::string(weights::network_name(set.network)) + " to conv" + set.convolutions.back().name + ", " +
         std::to_string(set.convolutions.front().out_channels) + " … " +
         std::to_string(set.convolutions.back().out_channels) + " channels";
}

ExitCode list() {
  const core::ParameterRow& seed = core::parameter_row("seed");
  std::printf(
      "random\n  made from --seed %.0f … %.0f, --network vgg19 or vgg16, --random-width half or full\n",
      seed.least, seed.greatest);
  for (const std::filesystem::path& file : weight_files()) {
    std::printf("%s\n", file.stem().c_str());
    try {
      std::printf("  %s\n", one_line(weights::open_weights({file.string()})).c_str());
    } catch (const base::Error& error) {
      std::printf("  cannot be used: %s\n", error.what());
    }
  }
  std::printf("Weight files are looked for in %s\n", weights_folder().c_str());
  return kDone;
}

ExitCode info(const WeightsRequest& request) {
  const weights::WeightSet set = open(request);
  std::size_t values = 0;
  for (const weights::Convolution& layer : set.convolutions)
    values += layer.weights.size() + layer.bias.size();
  std::printf("source         %s\n", set.source.c_str());
  std::printf("network        %s to conv%s, %zu parameters\n", weights::network_name(set.network),
              set.convolutions.back().name.c_str(), values);
  const weights::Preprocessing& p = set.preprocessing;
  const bool rgb = p.order == weights::Preprocessing::Order::kRgb;
  std::printf("preprocessing  %s, range 0 … %g, mean %g %g %g, deviation %g %g %g\n", rgb ? "RGB" : "BGR",
              p.range, p.mean[0], p.mean[1], p.mean[2], p.std[0], p.std[1], p.std[2]);
  const bool average = set.pooling == weights::PoolingHint::kAverage;
  std::printf("made for       %s\n", set.pooling == weights::PoolingHint::kNone ? "any pooling"
                                     : average                                  ? "average pooling"
                                                                                : "maximum pooling");
  std::printf("%-14s %8s %8s\n", "layer", "in", "out");
  for (const weights::Convolution& layer : set.convolutions) {
    std::printf("conv%-10s %8d %8d\n", layer.name.c_str(), layer.in_channels, layer.out_channels);
  }
  return kDone;
}

}  // namespace

Command parse_weights(const Arguments& arguments) {
  const auto request = std::make_shared<WeightsRequest>();
  CLI::App app("Shows which weights there are, and what is in them.", "style-transfer weights");
  const CLI::App* list_app = app.add_subcommand("list", "random weights, and the files in the user's folder");
  CLI::App* info_app = app.add_subcommand("info", "network, layers, channels and preprocessing");
  info_app->add_option("WEIGHTS", request->source, "random, a file, or the name of one that `list` shows")
      ->required();
  add_parameter_options(*info_app, request->parameters, [](const core::ParameterRow& row) {
    const std::string name = row.name;
    return name == "network" || name == "random-width" || name == "seed";
  });
  app.require_subcommand(1);
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  if (list_app->parsed()) return list;
  return [request] { return info(*request); };
}

}  // namespace cli

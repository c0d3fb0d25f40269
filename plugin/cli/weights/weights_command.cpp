// `style-transfer weights list|info|import|fetch`: which weights there are, what is in them, and how to get
// more.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <set>

#include "base/error.h"
#include "cli/options.h"
#include "cli/weights/new_weights.h"
#include "weights/catalogue.h"
#include "weights/open_weights.h"
#include "weights/weights_folder.h"

namespace cli {
namespace {

void list_built_in(const std::string& name) {
  if (name == "random") {
    const core::ParameterRow& seed = core::parameter_row("seed");
    std::printf(
        "random\n  made from --seed %.0f … %.0f, --network vgg19 or vgg16, --random-width half or full\n",
        seed.least, seed.greatest);
    return;
  }
  std::printf("%s, part of the program\n", name.c_str());
  try {
    const weights::WeightSet set = weights::open_weights({name});
    std::printf("  %s\n", one_line(set).c_str());
    const weights::Origin& origin = set.origin;
    if (!origin.title.empty()) std::printf("  %s\n", origin.title.c_str());
    if (!origin.licence.empty()) std::printf("  licence: %s\n", origin.licence.c_str());
    if (!origin.citation.empty()) std::printf("  to be cited: %s\n", origin.citation.c_str());
  } catch (const base::Error& error) {
    std::printf("  cannot be used: %s\n", error.what());
  }
}

ExitCode list() {
  for (const std::string& name : weights::built_in_names()) list_built_in(name);
  std::set<std::string> here;
  for (const std::filesystem::path& file : weights::weight_files()) {
    here.insert(file.stem());
    std::printf("%s\n", file.stem().c_str());
    if (weights::is_built_in(file.stem())) {
      std::printf("  cannot be used: built-in weights have its name; %s needs another\n", file.c_str());
      continue;
    }
    try {
      std::printf("  %s\n", one_line(weights::open_weights({file.string()})).c_str());
    } catch (const base::Error& error) {
      std::printf("  cannot be used: %s\n", error.what());
    }
  }
  for (const weights::CatalogueEntry& entry : weights::catalogue()) {
    if (here.count(entry.name) != 0) continue;
    std::printf("%s, to be fetched%s\n  %s, %s\n", entry.name.c_str(),
                entry.recommended ? " (recommended)" : "", entry.title.c_str(),
                weights::megabytes(entry.size).c_str());
  }
  std::printf("Weight files are looked for in %s\n", weights::weights_folder().c_str());
  return kDone;
}

void print_origin(const weights::Origin& origin) {
  const auto line = [](const char* what, const std::string& text) {
    if (!text.empty()) std::printf("%-14s %s\n", what, text.c_str());
  };
  line("title", origin.title);
  line("imported from", origin.file);
  line("SHA-256", origin.sha256);
  line("address", origin.url);
  line("licence", origin.licence);
  line("to be cited", origin.citation);
}

ExitCode info(const core::Parameters& asked) {
  const weights::WeightSet set = weights::open_weights(core::weights_request(asked));
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
  const weights::Recipe& recipe = set.recipe;
  std::printf("recipe         content %s, weight %g; style %s, %s; normalisation %s\n",
              recipe.content_layers.c_str(), recipe.content_weight, recipe.style_layers.c_str(),
              recipe.style_loss.c_str(), recipe.normalization.c_str());
  print_origin(set.origin);
  print_notes(set);
  std::printf("%-14s %8s %8s\n", "layer", "in", "out");
  for (const weights::Convolution& layer : set.convolutions) {
    std::printf("conv%-10s %8d %8d\n", layer.name.c_str(), layer.in_channels, layer.out_channels);
  }
  return kDone;
}

CLI::App* add_import(CLI::App& app, ImportRequest& request) {
  CLI::App* import = app.add_subcommand("import", "take a weight file into the user's folder");
  import->add_option("FILE", request.file, "a weight file of any format that is read")->required();
  import->add_option("--name", request.name, "the name that the weights get; otherwise the file's own");
  import->add_flag("--force", request.replace, "replace weights of that name");
  import
      ->add_option("--preprocessing", request.preprocessing,
                   "how pictures are prepared: torch (RGB, torchvision's) or caffe\n"
                   "(BGR 0 … 255, means alone), where the file's names let guess wrong")
      ->check(CLI::IsMember({"auto", "torch", "caffe"}))
      ->type_name("NAME");
  return import;
}

CLI::App* add_fetch(CLI::App& app, FetchRequest& request) {
  CLI::App* fetch = app.add_subcommand("fetch", "download weights of the catalogue into the user's folder");
  fetch->add_option("NAME", request.entry, "as `list` shows it")->required();
  fetch->add_option("--name", request.name, "the name that the weights get; otherwise NAME");
  fetch
      ->add_option("--from", request.url,
                   "another address of the same file, as of a mirror;\nsize and SHA-256 must be the same")
      ->type_name("URL");
  fetch->add_option("--catalogue", request.catalogue, "a catalogue of one's own, a JSON file")
      ->type_name("FILE");
  fetch->add_flag("--force", request.replace, "replace weights of that name");
  fetch->add_flag("--yes", request.agreed, "do not ask before the download");
  return fetch;
}

void check_can_ask(const FetchRequest& request) {
  if (request.agreed || isatty(STDIN_FILENO) == 1) return;
  throw base::Error(
      "fetch asks before it downloads, and there is no terminal to answer on; --yes agrees beforehand");
}

}  // namespace

Command parse_weights(const Arguments& arguments) {
  const auto asked = std::make_shared<core::Parameters>();
  const auto import_request = std::make_shared<ImportRequest>();
  const auto fetch_request = std::make_shared<FetchRequest>();
  CLI::App app("Shows which weights there are and what is in them, and gets more.", "style-transfer weights");
  const CLI::App* list_app =
      app.add_subcommand("list", "what is built in, the files in the user's folder, the catalogue");
  CLI::App* info_app = app.add_subcommand("info", "network, layers, channels, preprocessing and licence");
  info_app->add_option("WEIGHTS", asked->weights, "a file, or a name that `list` shows")->required();
  add_parameter_options(*info_app, *asked, [](const core::ParameterRow& row) {
    const std::string name = row.name;
    return name == "network" || name == "random-width" || name == "seed";
  });
  const CLI::App* import_app = add_import(app, *import_request);
  const CLI::App* fetch_app = add_fetch(app, *fetch_request);
  app.require_subcommand(1);
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  if (list_app->parsed()) return [](core::Team&) { return list(); };
  if (import_app->parsed()) return [import_request](core::Team&) { return import_weights(*import_request); };
  if (fetch_app->parsed()) {
    check_can_ask(*fetch_request);
    return [fetch_request](core::Team&) { return fetch_weights(*fetch_request); };
  }
  return [asked](core::Team&) { return info(*asked); };
}

}  // namespace cli

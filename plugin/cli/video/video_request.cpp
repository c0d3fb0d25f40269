#include "cli/video/video_request.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "video/numbered_pictures.h"
#include "weights/weights_folder.h"

namespace cli {
namespace {

std::string text_of(const std::optional<Moment>& moment) {
  if (!moment) return "";
  if (const auto* frame = std::get_if<std::int64_t>(&*moment)) return std::to_string(*frame) + "f";
  return std::to_string(std::get<double>(*moment));
}

std::string sha256_of_film(const std::string& path) {
  if (std::filesystem::is_regular_file(path)) return base::sha256_of_file(path);
  base::Sha256 sum;
  for (const std::string& file : video::numbered_files(path)) {
    const std::string part = base::sha256_of_file(file);
    sum.add(part.data(), part.size());
  }
  return sum.hex();
}

// Nothing where there is no such file.
std::string sha256_of(const std::string& path) { return path.empty() ? "" : base::sha256_of_file(path); }

}  // namespace

Json recipe_of(const VideoRequest& request) {
  Json parameters = parameters_json(request.parameters);
  parameters.erase("threads");  // the frames are the same with any number
  const std::string weights = weights::find_weights(request.parameters.weights);
  if (!weights::is_built_in(weights)) parameters["weights"] = sha256_of(weights);
  Json styles = Json::array();
  for (const LoggedStyle& style : logged_styles(request.styles)) {
    styles.push_back({{"style", sha256_of(style.file)},
                      {"weight", style.weight},
                      {"scale", style.scale},
                      {"guide", sha256_of(style.guide)},
                      {"style-guide", sha256_of(style.style_guide)}});
  }
  Json recipe = {{"version", STYLE_TRANSFER_VERSION}, {"content", sha256_of_film(request.content)},
                 {"from", text_of(request.from)},     {"styles", styles},
                 {"parameters", parameters},          {"temporal-weight", request.film.temporal_weight}};
  if (!request.keep.empty()) recipe["keep"] = sha256_of(request.keep);
  if (!request.freeze.empty()) recipe["freeze"] = sha256_of(request.freeze);
  // A first pass alone keeps no contents.
  if (request.passes > 1) recipe["passes"] = request.passes;
  return recipe;
}

std::vector<std::string> sources_of(const VideoRequest& request) {
  std::vector<std::string> files = files_of(request.styles);
  files.push_back(request.content);
  files.push_back(request.keep);
  files.push_back(request.freeze);
  const std::string weights = weights::find_weights(request.parameters.weights);
  if (!weights::is_built_in(weights)) files.push_back(weights);
  return files;
}

}  // namespace cli

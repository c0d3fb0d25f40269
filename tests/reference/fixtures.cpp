#include "fixtures.h"

#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <stdexcept>

#include "choices/choices.h"
#include "generated_weights.h"
#include "network/vgg.h"

namespace reference {
namespace {

constexpr std::size_t kSketch = 64;

nlohmann::json read_json(const std::string& name) {
  std::ifstream file(std::string(REFERENCE_DIR) + "/" + name);
  if (!file) throw std::runtime_error("cannot open " + name);
  return nlohmann::json::parse(file);
}

weights::NetworkKind kind_of(const std::string& network) {
  return network == "vgg19" ? weights::NetworkKind::kVgg19 : weights::NetworkKind::kVgg16;
}

weights::Preprocessing preprocessing_of(const std::string& name) {
  weights::Preprocessing preprocessing;  // torchvision's
  if (name == "caffe") {
    preprocessing.order = weights::Preprocessing::Order::kBgr;
    preprocessing.range = 255;
    preprocessing.mean = {103.939f, 116.779f, 123.68f};
    preprocessing.std = {1, 1, 1};
  }
  return preprocessing;
}

std::vector<core::LayerWeight> layers_of(const nlohmann::json& list) {
  std::vector<core::LayerWeight> layers;
  for (const nlohmann::json& layer : list) layers.push_back({layer[0], layer[1]});
  return layers;
}

}  // namespace

const nlohmann::json& fixture(const std::string& network) {
  static const nlohmann::json all = read_json("fixtures.json");
  return all.at(network);
}

GeneratedVgg generated_vgg(const std::string& network) {
  const nlohmann::json draws = read_json("draws.json").at(network);
  std::vector<std::string> digits;
  for (const auto& name : weights::convolution_names(kind_of(network))) digits.push_back(draws.at(name.name));
  weights::WeightSet set;
  set.network = kind_of(network);
  set.preprocessing = preprocessing_of(fixture(network).at("preprocessing"));
  set.convolutions = generated_weights(set.network, digits);
  const bool average = fixture(network).at("pooling") == "avg";
  GeneratedVgg result;
  result.checksum = std::to_string(checksum(set.convolutions));
  result.vgg.preprocessing = set.preprocessing;
  result.vgg.description = std::make_shared<const dnn::NetworkDescription>(
      core::build_vgg(set, average ? dnn::Pooling::kAverage : dnn::Pooling::kMax));
  return result;
}

core::Image picture(const std::string& name) {
  std::ifstream file(std::string(REFERENCE_DIR) + "/" + name + ".ppm", std::ios::binary);
  std::string magic;
  int width = 0, height = 0, greatest = 0;
  file >> magic >> width >> height >> greatest;
  file.get();
  if (!file || magic != "P6" || greatest != 255) throw std::runtime_error("cannot read " + name + ".ppm");
  core::Image image(width, height);
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    for (int channel = 0; channel < 3; ++channel) {
      image.plane(channel)[i] = static_cast<float>(file.get()) / 255;
    }
  }
  if (!file) throw std::runtime_error(name + ".ppm is cut off");
  return image;
}

core::ObjectiveSettings settings_of(const nlohmann::json& objective) {
  core::ObjectiveSettings settings;
  settings.content_layers = layers_of(objective.at("content_layers"));
  settings.style_layers = layers_of(objective.at("style_layers"));
  settings.style_loss = core::style_loss_kind(objective.at("style_loss"));
  const std::string normalization = objective.at("normalization");
  settings.normalization = normalization == "none"   ? core::Normalization::kNone
                           : normalization == "size" ? core::Normalization::kSize
                                                     : core::Normalization::kGradient;
  settings.content_weight = objective.at("content_weight");
  settings.style_weight = objective.at("style_weight");
  settings.tv_weight = objective.at("tv_weight");
  return settings;
}

double relative_error(const std::vector<double>& values, const nlohmann::json& record) {
  if (values.size() != record.at("size")) return std::numeric_limits<double>::infinity();
  std::array<double, kSketch> sums{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint64_t bits = splitmix64(i);
    for (std::size_t k = 0; k < kSketch; ++k) sums[k] += (bits >> k & 1) != 0 ? values[i] : -values[i];
  }
  double squares = 0;
  for (std::size_t k = 0; k < kSketch; ++k)
    squares += std::pow(sums[k] - record.at("sketch")[k].get<double>(), 2);
  const double error = std::sqrt(squares / kSketch) / record.at("norm").get<double>();
  return std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
}

}  // namespace reference

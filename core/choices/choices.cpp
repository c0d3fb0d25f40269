#include "choices/choices.h"

#include <algorithm>

#include "base/error.h"
#include "base/translation.h"
#include "weights/open_weights.h"

namespace core {
namespace {

// The content weight that stands for "balanced", which the recipe of each weight set says in its own measure.
constexpr double kBalancedContentWeight = 3;

// Pixels of mirrored picture around it: one position of the deepest layer.
constexpr int kMargin = 16;

std::string either(const std::string& value, const std::string& automatic) {
  return value == "auto" ? automatic : value;
}

dnn::Pooling pooling(const std::string& value, const weights::WeightSet& set) {
  if (value == "avg") return dnn::Pooling::kAverage;
  if (value == "max") return dnn::Pooling::kMax;
  return set.pooling == weights::PoolingHint::kAverage ? dnn::Pooling::kAverage : dnn::Pooling::kMax;
}

Optimizer optimizer(const std::string& value) {
  return value == "lbfgs" ? Optimizer::kLbfgs : Optimizer::kAdam;
}

Start start(const std::string& value) {
  if (value == "content") return Start::kContent;
  if (value == "matched") return Start::kMatched;
  if (value == "noise") return Start::kNoise;
  return value == "style" ? Start::kStyle : Start::kFile;
}

Colour colour(const std::string& value) {
  if (value == "photo") return Colour::kPhoto;
  return value == "matched" ? Colour::kMatched : Colour::kStyle;
}

dnn::Precision precision(const std::string& value) {
  if (value == "bf16") return dnn::Precision::kBfloat16;
  return value == "auto" ? dnn::Precision::kAuto : dnn::Precision::kFloat32;
}

Normalization normalization(const std::string& value) {
  if (value == "none") return Normalization::kNone;
  return value == "size" ? Normalization::kSize : Normalization::kGradient;
}

Wrap wrap(const std::string& value) { return {value == "x" || value == "xy", value == "y" || value == "xy"}; }

// A list that the weights' recipe gives is named by their file.
std::vector<LayerWeight> layers(const char* option, const std::string& given, const char* key,
                                const std::string& recipe, const weights::WeightSet& set) {
  if (given != "auto") return parse_layer_list(option, given);
  std::vector<LayerWeight> list = parse_layer_list(set.source + ": " + key, recipe);
  for (const LayerWeight& layer : list) {
    const bool known =
        layer.tap == "input" ||
        std::any_of(set.convolutions.begin(), set.convolutions.end(), [&](const auto& convolution) {
          return layer.tap == "relu" + convolution.name || layer.tap == "conv" + convolution.name;
        });
    if (known) continue;
    throw base::Error(
        base::format(_("%s: the automatic %s name %s, which these weights do not have; they end with "
                       "relu%s; choose layers that they have"),
                     set.source.c_str(), option, layer.tap.c_str(), set.convolutions.back().name.c_str()));
  }
  return list;
}

}  // namespace

const char* style_loss_name(StyleLossKind kind) {
  if (kind == StyleLossKind::kGram) return "gram";
  return kind == StyleLossKind::kCovariance ? "covariance" : "wasserstein";
}

StyleLossKind style_loss_kind(const std::string& name) {
  for (const StyleLossKind kind : {StyleLossKind::kGram, StyleLossKind::kCovariance}) {
    if (name == style_loss_name(kind)) return kind;
  }
  return StyleLossKind::kWasserstein;
}

bool starts_from_file(const Parameters& parameters) { return start(parameters.init) == Start::kFile; }

weights::Request weights_request(const Parameters& parameters) {
  weights::Request request;
  request.source = parameters.weights;
  request.network = parameters.network;
  request.width = parameters.width == "full" ? weights::Width::kFull : weights::Width::kHalf;
  request.seed = static_cast<std::uint64_t>(parameters.seed);
  return request;
}

dnn::EngineSettings engine_settings(const Parameters& parameters) {
  dnn::EngineSettings settings;
  settings.threads = parameters.threads;
  settings.precision = precision(parameters.precision);
  return settings;
}

Choices decide(const Parameters& parameters, const weights::WeightSet& set) {
  const weights::Recipe& recipe = set.recipe;
  Choices choices;
  choices.pooling = pooling(parameters.pooling, set);
  choices.optimizer = optimizer(parameters.optimizer);
  choices.start = start(parameters.init);
  choices.colour = colour(parameters.colour);
  ObjectiveSettings& objective = choices.objective;
  objective.content_layers =
      layers("content-layers", parameters.content_layers, "content_layers", recipe.content_layers, set);
  objective.style_layers =
      layers("style-layers", parameters.style_layers, "style_layers", recipe.style_layers, set);
  objective.style_loss = style_loss_kind(either(parameters.style_loss, recipe.style_loss));
  objective.normalization = normalization(either(parameters.normalization, recipe.normalization));
  objective.content_weight = parameters.content_weight;
  // The published formulas are meant literally: bare pictures, and no common measure of layers and networks.
  if (objective.normalization != Normalization::kNone) {
    objective.margin = kMargin;
    // A line search compares values at one place.
    if (choices.optimizer == Optimizer::kAdam) objective.shifts = kMostShifts;
    objective.content_weight *= recipe.content_weight / kBalancedContentWeight;
  }
  objective.wrap = wrap(parameters.seamless);
  // What wraps is never bare.
  if (objective.wrap.x || objective.wrap.y) objective.margin = kMargin;
  objective.style_weight = parameters.style_weight;
  objective.tv_weight = parameters.tv_weight;
  return choices;
}

}  // namespace core

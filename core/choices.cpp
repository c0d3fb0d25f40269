#include "choices.h"

#include "base/user_folder.h"

namespace core {
namespace {

std::string either(const std::string& value, const char* automatic) {
  return value == "auto" ? automatic : value;
}

dnn::Pooling pooling(const std::string& value, const weights::WeightSet& set) {
  if (value == "avg") return dnn::Pooling::kAverage;
  if (value == "max") return dnn::Pooling::kMax;
  return set.pooling == weights::PoolingHint::kAverage ? dnn::Pooling::kAverage : dnn::Pooling::kMax;
}

Normalization normalization(const std::string& value) {
  if (value == "none") return Normalization::kNone;
  return value == "size" ? Normalization::kSize : Normalization::kGradient;
}

}  // namespace

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
  if (parameters.precision == "bf16") settings.precision = dnn::Precision::kBfloat16;
  if (parameters.precision == "auto") settings.precision = dnn::Precision::kAuto;
  const std::filesystem::path cache = base::user_folder("XDG_CACHE_HOME", ".cache");
  if (!cache.empty()) settings.cache_folder = cache / "gimp-style-transfer";
  return settings;
}

Choices decide(const Parameters& parameters, const weights::WeightSet& set) {
  // Trained weights of the published width: what Gatys et al. chose for them.
  // Random networks and ones of reduced width tell objects apart by low-level structure and lose buildings at
  // relu4_2, so content is held at a lower layer. The colours themselves are matched too: such networks drift
  // in hue without. Covariances, as their Gram matrices are mostly the means of rectified channels.
  const bool as_published = !set.calibrate && set.convolutions.front().out_channels >=
                                                  weights::convolution_names(set.network).front().channels;
  const char* content = as_published ? "relu4_2" : "relu3_1";
  const char* style = as_published ? "relu1_1,relu2_1,relu3_1,relu4_1,relu5_1"
                                   : "input,relu1_1,relu2_1,relu3_1,relu4_1,relu5_1";
  Choices choices;
  choices.pooling = pooling(parameters.pooling, set);
  ObjectiveSettings& objective = choices.objective;
  objective.content_layers = parse_layer_list("content-layers", either(parameters.content_layers, content));
  objective.style_layers = parse_layer_list("style-layers", either(parameters.style_layers, style));
  const std::string loss = either(parameters.style_loss, as_published ? "gram" : "covariance");
  objective.style_loss = loss == "gram" ? StyleLossKind::kGram : StyleLossKind::kCovariance;
  objective.normalization = normalization(parameters.normalization);
  objective.content_weight = parameters.content_weight;
  objective.style_weight = parameters.style_weight;
  objective.tv_weight = parameters.tv_weight;
  return choices;
}

}  // namespace core

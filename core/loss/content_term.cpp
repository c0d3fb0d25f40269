#include "loss/content_term.h"

#include "loss/content_loss.h"

namespace core {

ContentTerm::ContentTerm(double weight, std::vector<LayerWeight> layers, std::vector<double> factors,
                         bool per_value, SharedPlane firmness)
    : LossTerm(weight),
      layers_(std::move(layers)),
      factors_(std::move(factors)),
      per_value_(per_value),
      firmness_(std::move(firmness)) {}

void ContentTerm::fit(const TiledNetwork& network) {
  network_ = &network;
  if (!per_value_) return;
  for (std::size_t l = 0; l < layers_.size(); ++l) factors_[l] /= network.values(layers_[l].tap);
}

std::vector<std::vector<float>>& ContentTerm::targets(const KeptPlace& place) {
  const auto at_least = [](auto& list, int index) -> auto& {
    if (static_cast<int>(list.size()) <= index) list.resize(index + 1);
    return list[index];
  };
  std::vector<std::vector<float>>& layers = at_least(at_least(targets_, place.turn), place.tile);
  layers.resize(layers_.size());
  return layers;
}

void ContentTerm::read_content(const KeptPlace& place, const std::string& tap,
                               const dnn::FeatureView& features) {
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    if (layers_[l].tap != tap) continue;
    std::vector<float>& target = targets(place)[l];
    target.clear();
    const std::size_t values = static_cast<std::size_t>(features.shape.width) * features.shape.channels;
    for (int y = 0; y < features.shape.height; ++y) {
      target.insert(target.end(), features.row(y), features.row(y) + values);
    }
  }
}

void ContentTerm::add_gradient(const KeptPlace& place, const std::string& tap,
                               const dnn::FeatureView& features, const dnn::GradientView& gradient) {
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    if (layers_[l].tap != tap) continue;
    const float* firmness = nullptr;
    if (firmness_) {
      network_->average_over(tap, *firmness_, firmness_at_tap_);
      firmness = firmness_at_tap_.data();
    }
    value_ += factors_[l] *
              content_loss(features, targets(place)[l].data(), firmness, weight() * factors_[l], gradient);
  }
}

}  // namespace core

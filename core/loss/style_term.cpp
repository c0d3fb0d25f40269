#include "loss/style_term.h"

namespace core {

StyleTerm::StyleTerm(double weight, dnn::Engine& engine, StyleLossKind kind,
                     const std::vector<LayerWeight>& layers, const std::vector<double>& factors,
                     std::vector<Moments> target)
    : LossTerm(weight) {
  for (std::size_t l = 0; l < layers.size(); ++l) {
    layers_.push_back({layers[l].tap,
                       factors[l],
                       make_style_distance(kind, engine, std::move(target[l])),
                       MomentSums(engine),
                       {}});
  }
}

std::vector<std::string> StyleTerm::taps() const {
  std::vector<std::string> taps;
  for (const Layer& layer : layers_) taps.push_back(layer.tap);
  return taps;
}

void StyleTerm::fit(const TiledNetwork& network) {
  for (Layer& layer : layers_) layer.positions = static_cast<double>(network.positions(layer.tap));
}

void StyleTerm::start() {
  for (Layer& layer : layers_) layer.sums.start();
}

void StyleTerm::collect(const std::string& tap, const dnn::FeatureView& features) {
  for (Layer& layer : layers_) {
    if (layer.tap == tap) layer.sums.add(features);
  }
}

void StyleTerm::settle(Reducer& reducer) {
  value_ = 0;
  for (Layer& layer : layers_) {
    layer.sums.reduce(reducer);
    value_ += layer.factor * layer.distance->evaluate(layer.sums.moments(), layer.positions,
                                                      weight() * layer.factor, layer.gradient);
  }
}

void StyleTerm::add_gradient(const KeptPlace& /*place*/, const std::string& tap,
                             const dnn::FeatureView& features, const dnn::GradientView& gradient) {
  for (Layer& layer : layers_) {
    if (layer.tap == tap) layer.sums.add_gradient(features, layer.gradient, gradient);
  }
}

}  // namespace core

#include "loss/style_term.h"

#include <algorithm>
#include <utility>

namespace core {

StyleRegion make_region(dnn::Engine& engine, StyleLossKind kind, const std::vector<Moments>& moments,
                        SharedPlane place) {
  StyleRegion region{std::move(place), {}};
  for (const Moments& of_layer : moments) {
    region.distances.push_back(make_style_distance(kind, engine, of_layer));
  }
  return region;
}

StyleTerm::StyleTerm(double weight, dnn::Engine& engine, const std::vector<LayerWeight>& layers,
                     const std::vector<double>& factors, StyleRegions regions)
    : LossTerm(weight), regions_(std::move(regions)) {
  for (std::size_t l = 0; l < layers.size(); ++l) {
    Layer& layer = layers_.emplace_back();
    layer.tap = layers[l].tap;
    layer.factor = factors[l];
    for (std::size_t r = 0; r < regions_.size(); ++r) layer.parts.push_back({MomentSums(engine), {}});
  }
}

std::vector<std::string> StyleTerm::taps() const {
  std::vector<std::string> taps;
  for (const Layer& layer : layers_) taps.push_back(layer.tap);
  return taps;
}

void StyleTerm::fit(const TiledNetwork& network) {
  network_ = &network;
  for (Layer& layer : layers_) {
    layer.positions = static_cast<double>(network.positions(layer.tap));
    layer.channels = network.channels(layer.tap);
  }
}

void StyleTerm::start() {
  for (Layer& layer : layers_) {
    for (Part& part : layer.parts) part.sums.start(layer.channels);
  }
}

const float* StyleTerm::shares(const StyleRegion& region, const std::string& tap) {
  if (!region.place) return nullptr;
  network_->average_over(tap, *region.place, shares_);
  return shares_.data();
}

void StyleTerm::collect(const std::string& tap, const dnn::FeatureView& features) {
  for (Layer& layer : layers_) {
    if (layer.tap != tap) continue;
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      layer.parts[r].sums.add(features, shares(regions_[r], tap));
    }
  }
}

void StyleTerm::sum_over(TeamRun& team) {
  if (team.size() == 1) return;
  all_sums_.clear();
  for (Layer& layer : layers_) {
    for (Part& part : layer.parts) {
      all_sums_.insert(all_sums_.end(), part.sums.sums().begin(), part.sums.sums().end());
    }
  }
  team.sum(all_sums_.data(), all_sums_.size());
  auto from = all_sums_.begin();
  for (Layer& layer : layers_) {
    for (Part& part : layer.parts) {
      const auto to = from + static_cast<std::ptrdiff_t>(part.sums.sums().size());
      std::copy(from, to, part.sums.sums().begin());
      from = to;
    }
  }
}

void StyleTerm::settle(TeamRun& team) {
  sum_over(team);
  value_ = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    Layer& layer = layers_[l];
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      Part& part = layer.parts[r];
      const double positions = part.sums.positions();
      if (positions == 0) continue;
      const double factor = layer.factor * (positions / layer.positions);
      value_ += factor * regions_[r].distances[l]->evaluate(part.sums.moments(), positions, weight() * factor,
                                                            part.gradient);
    }
  }
}

void StyleTerm::add_gradient(const KeptPlace& /*place*/, const std::string& tap,
                             const dnn::FeatureView& features, const dnn::GradientView& gradient) {
  for (Layer& layer : layers_) {
    if (layer.tap != tap) continue;
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      Part& part = layer.parts[r];
      if (part.gradient.symmetric.empty()) continue;  // the region has no part in this picture
      part.sums.add_gradient(features, part.gradient, gradient, shares(regions_[r], tap));
    }
  }
}

}  // namespace core

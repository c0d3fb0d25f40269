// The style loss of all style layers: Gram matrices, means and covariances, or their Wasserstein distance;
// see style_loss.h and wasserstein_loss.h.
//
// Styles that paint in places of their own have each a region of the picture. Features count in a region by
// the share of their place in it, and each region has as much of the loss as it has of the picture, so that a
// pixel is drawn to its style as strongly as if that painted everywhere (guided Gram matrices: L. Gatys et
// al., "Controlling perceptual factors in neural style transfer", arXiv 1611.07865).
#pragma once

#include <memory>

#include "core/plane.h"
#include "loss/loss_term.h"
#include "loss/moment_sums.h"
#include "loss/style_distance.h"
#include "parameters/layer_list.h"

namespace core {

struct StyleRegion {
  SharedPlane place;  // of the picture's size; null: everywhere
  // To the moments of what paints there, one a style layer; kept from scale to scale by who made them.
  std::vector<std::shared_ptr<StyleDistance>> distances;
};
using StyleRegions = std::vector<StyleRegion>;

// `moments`: one a style layer.
StyleRegion make_region(dnn::Engine& engine, StyleLossKind kind, const std::vector<Moments>& moments,
                        SharedPlane place = nullptr);

class StyleTerm : public LossTerm {
 public:
  // `factors`: what each layer's E is multiplied by.
  StyleTerm(double weight, dnn::Engine& engine, const std::vector<LayerWeight>& layers,
            const std::vector<double>& factors, StyleRegions regions);

  const char* name() const override { return "style"; }
  std::vector<std::string> taps() const override;
  void fit(const TiledNetwork& network) override;
  void start() override;
  void collect(const std::string& tap, const dnn::FeatureView& features) override;
  void settle(TeamRun& team) override;
  void add_gradient(const KeptPlace& place, const std::string& tap, const dnn::FeatureView& features,
                    const dnn::GradientView& gradient) override;
  double value() const override { return value_; }

 private:
  // What one region does in one layer.
  struct Part {
    MomentSums sums;
    StyleGradient gradient;
  };
  struct Layer {
    std::string tap;
    double factor;
    int channels = 0;
    double positions = 0;
    std::vector<Part> parts;  // by region
  };
  // Adds up what all ranks have, in one message.
  void sum_over(TeamRun& team);
  // Of the tile's positions in the region; null: all 1. Valid until the next call.
  const float* shares(const StyleRegion& region, const std::string& tap);

  StyleRegions regions_;
  std::vector<Layer> layers_;
  const TiledNetwork* network_ = nullptr;
  std::vector<float> shares_;
  std::vector<double> all_sums_;  // of all parts, one behind the other
  double value_ = 0;
};

}  // namespace core

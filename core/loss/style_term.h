// The style loss of all style layers: Gram matrices, or means and covariances; see style_loss.h.
#pragma once

#include "loss/loss_term.h"
#include "loss/moment_sums.h"
#include "loss/style_distance.h"
#include "parameters/layer_list.h"

namespace core {

class StyleTerm : public LossTerm {
 public:
  // `factors`: what each layer's E is multiplied by; `target`: the styles' moments at each layer.
  StyleTerm(double weight, dnn::Engine& engine, StyleLossKind kind, const std::vector<LayerWeight>& layers,
            const std::vector<double>& factors, std::vector<Moments> target);

  const char* name() const override { return "style"; }
  std::vector<std::string> taps() const override;
  void fit(const TiledNetwork& network) override;
  void start() override;
  void collect(const std::string& tap, const dnn::FeatureView& features) override;
  void settle(Reducer& reducer) override;
  void add_gradient(const KeptPlace& place, const std::string& tap, const dnn::FeatureView& features,
                    const dnn::GradientView& gradient) override;
  double value() const override { return value_; }

 private:
  struct Layer {
    std::string tap;
    double factor;
    std::unique_ptr<StyleDistance> distance;
    MomentSums sums;
    StyleGradient gradient;
    double positions = 0;
  };
  std::vector<Layer> layers_;
  double value_ = 0;
};

}  // namespace core

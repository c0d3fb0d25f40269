// The content loss of all content layers; see content_loss.h.
#pragma once

#include "loss/loss_term.h"
#include "parameters/layer_list.h"

namespace core {

class ContentTerm : public LossTerm {
 public:
  // `factors`: what each layer's J is multiplied by. `per_value`: and divided by the number of the map's
  // values. `firmness`: how many times as firmly as elsewhere each pixel is kept; null: all alike.
  ContentTerm(double weight, std::vector<LayerWeight> layers, std::vector<double> factors, bool per_value,
              SharedPlane firmness = nullptr);

  const char* name() const override { return "content"; }
  std::vector<std::string> taps() const override { return taps_of(layers_); }
  void fit(const TiledNetwork& network) override;
  bool reads_content() const override { return true; }
  void read_content(const KeptPlace& place, const std::string& tap,
                    const dnn::FeatureView& features) override;
  void start() override { value_ = 0; }
  void add_gradient(const KeptPlace& place, const std::string& tap, const dnn::FeatureView& features,
                    const dnn::GradientView& gradient) override;
  void gather(TeamRun& team) override { team.sum(&value_, 1); }
  double value() const override { return value_; }

 private:
  // By turn, tile and layer; of what each tile owns.
  std::vector<std::vector<float>>& targets(const KeptPlace& place);

  std::vector<LayerWeight> layers_;
  std::vector<double> factors_;
  bool per_value_;
  SharedPlane firmness_;
  const TiledNetwork* network_ = nullptr;
  std::vector<float> firmness_at_tap_;
  std::vector<std::vector<std::vector<std::vector<float>>>> targets_;
  double value_ = 0;
};

}  // namespace core

// Adds up the moments of a layer's features over the tiles of a picture, and gives a style gradient back to
// them. Positions may have weights, 0 … 1: then the moments are averages by these, so those of a small place
// are as large as those of the whole picture.
#pragma once

#include <memory>
#include <vector>

#include "dnn/gram.h"
#include "loss/moments.h"
#include "loss/reducer.h"
#include "loss/style_loss.h"

namespace core {

class MomentSums {
 public:
  explicit MomentSums(dnn::Engine& engine) : engine_(&engine) {}

  void start();
  // `weights`: of the positions, row by row; null: all 1.
  void add(const dnn::FeatureView& features, const float* weights = nullptr);
  // Adds what other processes have.
  void reduce(Reducer& reducer);
  // Over all positions added since start().
  Moments moments() const;
  // How many they are, each counted by its weight.
  double positions() const { return positions_; }

  // gradient += weight·(features·symmetric + row).
  void add_gradient(const dnn::FeatureView& features, const StyleGradient& style,
                    const dnn::GradientView& gradient, const float* weights = nullptr);

 private:
  dnn::GramProduct& product(int channels);

  dnn::Engine* engine_;
  std::unique_ptr<dnn::GramProduct> product_;
  std::vector<float> gram_;
  std::vector<double> channel_sums_;
  std::vector<double> raw_;
  std::vector<double> sum_;
  double positions_ = 0;
};

}  // namespace core

// Adds up the moments of a layer's features over the tiles of a picture, and gives a style gradient back to
// them. Positions may have weights, 0 … 1: then the moments are averages by these, so those of a small place
// are as large as those of the whole picture.
#pragma once

#include <memory>
#include <vector>

#include "dnn/gram.h"
#include "loss/moments.h"
#include "loss/style_loss.h"

namespace core {

class MomentSums {
 public:
  explicit MomentSums(dnn::Engine& engine) : engine_(&engine) {}

  void start(int channels);
  // `weights`: of the positions, row by row; null: all 1.
  void add(const dnn::FeatureView& features, const float* weights = nullptr);
  // All that was added, as one list of numbers: so it goes from rank to rank.
  std::vector<double>& sums() { return sums_; }
  // Over all positions added since start().
  Moments moments() const;
  // How many they are, each counted by its weight.
  double positions() const { return sums_.back(); }

  // gradient += weight·(features·symmetric + row).
  void add_gradient(const dnn::FeatureView& features, const StyleGradient& style,
                    const dnn::GradientView& gradient, const float* weights = nullptr);

 private:
  dnn::GramProduct& product();

  dnn::Engine* engine_;
  std::unique_ptr<dnn::GramProduct> product_;
  std::vector<float> gram_;
  std::vector<double> channel_sums_;
  std::size_t channels_ = 0;
  std::vector<double> sums_;  // of products, channels × channels; of channels; and the positions
};

}  // namespace core

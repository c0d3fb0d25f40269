// Adds up the moments of a layer's features over the tiles of a picture, and gives a style gradient back to
// them.
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
  void add(const dnn::FeatureView& features);
  // Adds what other processes have.
  void reduce(Reducer& reducer);
  // Over all positions added since start().
  Moments moments() const;

  // gradient += features·symmetric + row.
  void add_gradient(const dnn::FeatureView& features, const StyleGradient& style,
                    const dnn::GradientView& gradient);

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

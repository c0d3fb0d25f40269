#include "loss/content_loss.h"

namespace core {

double content_loss(const dnn::FeatureView& features, const float* target, const float* firmness,
                    double weight, const dnn::GradientView& gradient) {
  const std::size_t values = static_cast<std::size_t>(features.shape.width) * features.shape.channels;
  const float scale = static_cast<float>(weight);
  double sum = 0;
  for (int y = 0; y < features.shape.height; ++y, target += values) {
    const float* f = features.row(y);
    float* g = gradient.row(y);
    for (std::size_t first = 0; first < values; first += features.shape.channels) {
      float short_sum = 0;  // short sums in float, long ones in double
      const float k = firmness ? *firmness++ : 1;
      const float slope = scale * k;
      for (std::size_t i = first; i < first + features.shape.channels; ++i) {
        const float d = f[i] - target[i];
        short_sum += d * d;
        g[i] += slope * d;
      }
      sum += k * short_sum;
    }
  }
  return 0.5 * sum;
}

}  // namespace core

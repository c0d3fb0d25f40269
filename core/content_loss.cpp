#include "content_loss.h"

namespace core {

double content_loss(const dnn::FeatureView& features, const float* target, double weight,
                    const dnn::GradientView& gradient) {
  const std::size_t channels = features.shape.channels;
  const std::size_t positions = features.shape.positions();
  const float scale = static_cast<float>(weight);
  double sum = 0;
  for (std::size_t p = 0; p < positions; ++p) {
    const float* f = features.data + p * channels;
    const float* t = target + p * channels;
    float* g = gradient.data + p * channels;
    float row = 0;  // short sums in float, long ones in double
    for (std::size_t c = 0; c < channels; ++c) {
      const float d = f[c] - t[c];
      row += d * d;
      g[c] += scale * d;
    }
    sum += row;
  }
  return 0.5 * sum;
}

}  // namespace core

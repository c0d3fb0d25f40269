#include "loss/moment_sums.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace core {

dnn::GramProduct& MomentSums::product() {
  if (!product_) product_ = std::make_unique<dnn::GramProduct>(*engine_, static_cast<int>(channels_));
  return *product_;
}

void MomentSums::start(int channels) {
  channels_ = channels;
  sums_.assign(channels_ * channels_ + channels_ + 1, 0.0);
}

void MomentSums::add(const dnn::FeatureView& features, const float* weights) {
  if (features.shape.positions() == 0) return;
  const std::size_t products = channels_ * channels_;
  gram_.resize(products);
  channel_sums_.resize(channels_);
  product().gram(features, weights, gram_.data(), channel_sums_.data());
  for (std::size_t i = 0; i < products; ++i) sums_[i] += gram_[i];
  for (std::size_t c = 0; c < channels_; ++c) sums_[products + c] += channel_sums_[c];
  const std::size_t positions = features.shape.positions();
  sums_.back() +=
      weights ? std::accumulate(weights, weights + positions, 0.0) : static_cast<double>(positions);
}

Moments MomentSums::moments() const {
  Moments moments;
  moments.channels = static_cast<int>(channels_);
  const double share = positions() > 0 ? 1 / positions() : 0;
  const auto products = static_cast<std::ptrdiff_t>(channels_ * channels_);
  const auto scaled = [share](double sum) { return sum * share; };
  std::transform(sums_.begin(), sums_.begin() + products, std::back_inserter(moments.raw), scaled);
  std::transform(sums_.begin() + products, sums_.end() - 1, std::back_inserter(moments.mean), scaled);
  return moments;
}

void MomentSums::add_gradient(const dnn::FeatureView& features, const StyleGradient& style,
                              const dnn::GradientView& gradient, const float* weights) {
  if (features.shape.positions() == 0) return;
  const float* row = style.row.empty() ? nullptr : style.row.data();
  product().add_gradient(features, weights, style.symmetric.data(), row, gradient);
}

}  // namespace core

#include "loss/moment_sums.h"

#include <numeric>

namespace core {

dnn::GramProduct& MomentSums::product(int channels) {
  if (!product_) product_ = std::make_unique<dnn::GramProduct>(*engine_, channels);
  return *product_;
}

void MomentSums::start() {
  raw_.clear();
  sum_.clear();
  positions_ = 0;
}

void MomentSums::add(const dnn::FeatureView& features, const float* weights) {
  const std::size_t channels = features.shape.channels;
  raw_.resize(channels * channels);
  sum_.resize(channels);
  if (features.shape.positions() == 0) return;
  gram_.resize(raw_.size());
  channel_sums_.resize(channels);
  product(features.shape.channels).gram(features, weights, gram_.data(), channel_sums_.data());
  for (std::size_t i = 0; i < raw_.size(); ++i) raw_[i] += gram_[i];
  for (std::size_t c = 0; c < channels; ++c) sum_[c] += channel_sums_[c];
  const std::size_t positions = features.shape.positions();
  positions_ += weights ? std::accumulate(weights, weights + positions, 0.0) : static_cast<double>(positions);
}

void MomentSums::reduce(Reducer& reducer) {
  reducer.sum(raw_.data(), raw_.size());
  reducer.sum(sum_.data(), sum_.size());
  reducer.sum(&positions_, 1);
}

Moments MomentSums::moments() const {
  Moments moments;
  moments.channels = static_cast<int>(sum_.size());
  const double share = positions_ > 0 ? 1 / positions_ : 0;
  for (const double sum : sum_) moments.mean.push_back(sum * share);
  moments.raw.reserve(raw_.size());
  for (const double sum : raw_) moments.raw.push_back(sum * share);
  return moments;
}

void MomentSums::add_gradient(const dnn::FeatureView& features, const StyleGradient& style,
                              const dnn::GradientView& gradient, const float* weights) {
  if (features.shape.positions() == 0) return;
  const float* row = style.row.empty() ? nullptr : style.row.data();
  product(features.shape.channels).add_gradient(features, weights, style.symmetric.data(), row, gradient);
}

}  // namespace core

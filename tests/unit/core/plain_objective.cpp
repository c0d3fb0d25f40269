#include "plain_objective.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace plain {
namespace {

double squared(double value) { return value * value; }

std::size_t positions(const Map& map) { return static_cast<std::size_t>(map.height) * map.width; }

double scaled_squared_error(const std::vector<double>& a, const std::vector<double>& b) {
  double squares = 0, absolute = 1e-8;
  for (std::size_t i = 0; i < a.size(); ++i) {
    squares += squared(a[i] - b[i]);
    absolute += std::abs(a[i] - b[i]);
  }
  return squares / absolute;
}

std::vector<double> covariance(const Moments& moments) {
  const std::size_t n = moments.mean.size();
  std::vector<double> result = moments.raw;
  for (std::size_t i = 0; i < n * n; ++i) result[i] -= moments.mean[i / n] * moments.mean[i % n];
  return result;
}

}  // namespace

Moments moments(const Map& features, const std::vector<double>& weights) {
  const std::size_t n = features.channels, m = positions(features);
  std::vector<double> shares = weights.empty() ? std::vector<double>(m, 1) : weights;
  const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= all;
  Moments result{std::vector<double>(n), std::vector<double>(n * n)};
  for (std::size_t c = 0; c < n; ++c) {
    for (std::size_t p = 0; p < m; ++p) result.mean[c] += shares[p] * features.values[c * m + p];
    for (std::size_t d = 0; d < n; ++d) {
      for (std::size_t p = 0; p < m; ++p) {
        result.raw[c * n + d] += shares[p] * features.values[c * m + p] * features.values[d * m + p];
      }
    }
  }
  return result;
}

Moments average(const std::vector<Moments>& pictures) {
  Moments result{std::vector<double>(pictures[0].mean.size()), std::vector<double>(pictures[0].raw.size())};
  const auto count = static_cast<double>(pictures.size());
  for (const Moments& picture : pictures) {
    for (std::size_t i = 0; i < result.mean.size(); ++i) result.mean[i] += picture.mean[i] / count;
    for (std::size_t i = 0; i < result.raw.size(); ++i) result.raw[i] += picture.raw[i] / count;
  }
  return result;
}

double content_loss(const Map& features, const Map& target) {
  double sum = 0;
  for (std::size_t i = 0; i < features.values.size(); ++i)
    sum += squared(features.values[i] - target.values[i]);
  return sum / 2;
}

// W² of wasserstein_loss.h, by eigenvalues; what stands below the damping is no direction of the style.
double wasserstein(const Moments& moments, const Moments& target) {
  const auto n = static_cast<Eigen::Index>(moments.mean.size());
  const std::vector<double> c = covariance(moments), s = covariance(target);
  const Eigen::Map<const Eigen::MatrixXd> ours(c.data(), n, n), styles(s.data(), n, n);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> style(styles);
  const double damping = 0.0125 * std::max(style.eigenvalues()[n - 1], 0.0);
  const Eigen::Index rank = (style.eigenvalues().array() > damping).count();
  const Eigen::MatrixXd factor =
      style.eigenvectors().rightCols(rank) * style.eigenvalues().tail(rank).cwiseSqrt().asDiagonal();
  double sum = ours.trace() + styles.trace();
  if (rank > 0) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> both(factor.transpose() * ours * factor);
    for (const double value : both.eigenvalues()) sum -= 2 * (std::sqrt(value + damping * damping) - damping);
  }
  for (Eigen::Index i = 0; i < n; ++i) sum += squared(moments.mean[i] - target.mean[i]);
  return sum / static_cast<double>(n);
}

double style_loss(core::StyleLossKind kind, const Moments& moments, const Moments& target) {
  if (kind == core::StyleLossKind::kWasserstein) return wasserstein(moments, target);
  if (kind == core::StyleLossKind::kCovariance) {
    return scaled_squared_error(moments.mean, target.mean) +
           scaled_squared_error(covariance(moments), covariance(target));
  }
  double sum = 0;
  for (std::size_t i = 0; i < moments.raw.size(); ++i) sum += squared(moments.raw[i] - target.raw[i]);
  return sum / (4 * squared(static_cast<double>(moments.mean.size())));
}

double tv_loss(const Map& rgb) {
  double total = 0;
  for (int c = 0; c < rgb.channels; ++c) {
    for (int y = 0; y < rgb.height; ++y) {
      for (int x = 0; x < rgb.width; ++x) {
        const int right = std::min(x + 1, rgb.width - 1), below = std::min(y + 1, rgb.height - 1);
        total += squared(rgb.at(c, y, right) - rgb.at(c, y, x)) / 3 +
                 squared(rgb.at(c, below, x) - rgb.at(c, y, x)) / 3 +
                 squared(rgb.at(c, below, right) - rgb.at(c, y, x)) / 12 +
                 squared(rgb.at(c, below, x) - rgb.at(c, y, right)) / 12;
      }
    }
  }
  return 2 * total / static_cast<double>(rgb.values.size());
}

Map preprocess(const weights::Preprocessing& preprocessing, const Map& rgb) {
  Map input(3, rgb.height, rgb.width);
  const std::size_t m = positions(rgb);
  for (int c = 0; c < 3; ++c) {
    const int source = preprocessing.order == weights::Preprocessing::Order::kBgr ? 2 - c : c;
    for (std::size_t p = 0; p < m; ++p) {
      input.values[c * m + p] =
          (rgb.values[source * m + p] * preprocessing.range - preprocessing.mean[c]) / preprocessing.std[c];
    }
  }
  return input;
}

Map from_image(const core::Image& image) {
  return from_planes(image.rgb().data(), 3, image.height(), image.width());
}

std::vector<double> slopes(const std::function<double(const Map&)>& value, Map at, double step) {
  std::vector<double> result;
  for (double& coordinate : at.values) {
    const double here = coordinate;
    coordinate = here + step;
    const double above = value(at);
    coordinate = here - step;
    const double below = value(at);
    coordinate = here;
    result.push_back((above - below) / (2 * step));
  }
  return result;
}

namespace {

// Of what each position of the map stands for; empty for null.
std::vector<double> averages(const core::SharedPlane& plane, const Map& features) {
  std::vector<double> result;
  if (!plane) return result;
  const int side = plane->width / features.width;
  for (int y = 0; y < features.height; ++y) {
    for (int x = 0; x < features.width; ++x) {
      double sum = 0;
      for (int i = 0; i < side * side; ++i) {
        sum += plane->values[(y * side + i / side) * plane->width + x * side + i % side];
      }
      result.push_back(sum / (side * side));
    }
  }
  return result;
}

}  // namespace

Objective::Objective(const core::Vgg& vgg, const core::ObjectiveSettings& settings,
                     const core::LossFactors& factors, const core::Image& content,
                     const std::vector<core::Image>& styles, std::vector<core::SharedPlane> places,
                     core::SharedPlane firmness)
    : vgg_(vgg),
      settings_(settings),
      factors_(factors),
      places_(std::move(places)),
      firmness_(std::move(firmness)) {
  content_ = read(from_image(content));
  for (const core::LayerWeight& layer : settings.style_layers) {
    std::vector<Moments> pictures;
    for (const core::Image& style : styles)
      pictures.push_back(moments(read(from_image(style)).at(layer.tap)));
    style_.push_back(places_.empty() ? std::vector<Moments>{average(pictures)} : pictures);
  }
}

double Objective::style_term(const Map& features, std::size_t layer) const {
  if (places_.empty()) return style_loss(settings_.style_loss, moments(features), style_[layer].front());
  double sum = 0;
  for (std::size_t place = 0; place < places_.size(); ++place) {
    const std::vector<double> weights = averages(places_[place], features);
    const double share =
        std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
    sum += share * style_loss(settings_.style_loss, moments(features, weights), style_[layer][place]);
  }
  return sum;
}

Trace Objective::read(const Map& rgb) const {
  return forward(*vgg_.description, preprocess(vgg_.preprocessing, rgb));
}

core::Losses Objective::losses(const Map& rgb) const {
  const Trace trace = read(rgb);
  double content_loss_sum = 0, style_loss_sum = 0;
  const auto& content = settings_.content_layers;
  for (std::size_t l = 0; l < content.size(); ++l) {
    const Map& features = trace.at(content[l].tap);
    double factor = factors_.content[l] * content[l].weight / static_cast<double>(content.size());
    if (settings_.normalization != core::Normalization::kNone) {
      factor /= static_cast<double>(features.values.size());
    }
    Map goal = content_.at(content[l].tap), kept = features;
    const std::vector<double> firmness = averages(firmness_, features);
    for (std::size_t i = 0; i < kept.values.size() && !firmness.empty(); ++i) {
      const double root = std::sqrt(firmness[i % positions(features)]);
      kept.values[i] *= root;
      goal.values[i] *= root;
    }
    content_loss_sum += factor * content_loss(kept, goal);
  }
  const auto& style = settings_.style_layers;
  for (std::size_t l = 0; l < style.size(); ++l) {
    style_loss_sum += factors_.style[l] * style[l].weight / static_cast<double>(style.size()) *
                      style_term(trace.at(style[l].tap), l);
  }
  const double tv = tv_loss(rgb);
  core::Losses losses;
  losses.parts = {{"content", content_loss_sum}, {"style", style_loss_sum}, {"tv", tv}};
  losses.total = settings_.content_weight * content_loss_sum + settings_.style_weight * style_loss_sum +
                 settings_.tv_weight * tv;
  return losses;
}

}  // namespace plain

#include "objective.h"

#include <algorithm>
#include <cmath>

#include "base/stopwatch.h"
#include "content_loss.h"
#include "tv_loss.h"

namespace core {
namespace {

std::vector<Moments> moments_of(TiledNetwork& network, dnn::Engine& engine,
                                const std::vector<LayerWeight>& layers, const Image& picture) {
  std::vector<MomentSums> sums;
  for (std::size_t l = 0; l < layers.size(); ++l) sums.emplace_back(engine);
  for (int tile = 0; tile < network.tiles(); ++tile) {
    network.forward(tile, picture.rgb().data());
    for (std::size_t l = 0; l < layers.size(); ++l) sums[l].add(network.owned(layers[l].tap));
  }
  std::vector<Moments> moments;
  for (const MomentSums& layer : sums) moments.push_back(layer.moments());
  return moments;
}

Moments zero_like(const Moments& moments) {
  return {moments.channels, std::vector<float>(moments.mean.size()), std::vector<float>(moments.raw.size())};
}

// Of F·Fᵀ, and as many of its gradient.
double product_operations(const dnn::FeatureShape& shape) {
  return 2.0 * shape.channels * static_cast<double>(shape.size());
}

// After network.forward(). 1/Σ|dJ/dx| per pixel.
double inverse_gradient_size(TiledNetwork& network, const dnn::Network::AddGradient& add,
                             std::size_t values) {
  std::vector<float> gradient(values, 0.0f);
  network.backward(add, gradient.data());
  double size = 0;
  for (const float value : gradient) size += std::abs(value);
  // A layer that answers nothing at all has no gradient to balance.
  return size > 0 ? 3 / size : 1;
}

double content_factor(TiledNetwork& network, const std::string& layer, const Image& content) {
  network.forward(0, content.rgb().data());
  const dnn::FeatureView features = network.owned(layer);
  const std::vector<float> zeros(features.shape.size());
  const double mean = 1.0 / static_cast<double>(features.shape.size());
  return inverse_gradient_size(
      network,
      [&](const std::string& tap, const dnn::GradientView& gradient) {
        if (tap == layer) content_loss(features, zeros.data(), mean, gradient);
      },
      content.rgb().size());
}

double style_factor(dnn::Engine& engine, const Vgg& vgg, const std::string& layer, StyleLossKind kind,
                    int margin, const Image& style) {
  TiledNetwork network(engine, vgg, size_of(style), {layer}, dnn::Network::Use::kForwardAndBackward, margin,
                       0);
  network.forward(0, style.rgb().data());
  const dnn::FeatureView features = network.owned(layer);
  MomentSums sums(engine);
  sums.add(features);
  const Moments moments = sums.moments();
  StyleGradient style_gradient;
  style_loss(kind, moments, zero_like(moments), static_cast<double>(features.shape.positions()), 1,
             style_gradient);
  return inverse_gradient_size(
      network,
      [&](const std::string& /*tap*/, const dnn::GradientView& gradient) {
        sums.add_gradient(features, style_gradient, gradient);
      },
      style.rgb().size());
}

}  // namespace

std::vector<std::string> all_taps(const ObjectiveSettings& settings) {
  std::vector<std::string> taps = taps_of(settings.style_layers);
  for (const std::string& tap : taps_of(settings.content_layers)) {
    if (std::find(taps.begin(), taps.end(), tap) == taps.end()) taps.push_back(tap);
  }
  return taps;
}

std::vector<Moments> style_target(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                  const std::vector<Image>& styles, int tile_side) {
  const std::vector<LayerWeight>& layers = settings.style_layers;
  std::vector<std::vector<Moments>> of_picture;
  for (const Image& style : styles) {
    TiledNetwork network(engine, vgg, size_of(style), taps_of(layers), dnn::Network::Use::kForward,
                         settings.margin, tile_side);
    of_picture.push_back(moments_of(network, engine, layers, style));
  }
  std::vector<Moments> target;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    std::vector<Moments> of_layer;
    for (const std::vector<Moments>& picture : of_picture) of_layer.push_back(picture[l]);
    target.push_back(average(of_layer));
  }
  return target;
}

std::vector<double> content_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                    const Image& content) {
  std::vector<double> factors(settings.content_layers.size(), 1);
  if (settings.normalization != Normalization::kGradient || factors.empty()) return factors;
  TiledNetwork network(engine, vgg, size_of(content), taps_of(settings.content_layers),
                       dnn::Network::Use::kForwardAndBackward, settings.margin, 0);
  for (std::size_t l = 0; l < factors.size(); ++l) {
    factors[l] = content_factor(network, settings.content_layers[l].tap, content);
  }
  return factors;
}

std::vector<double> style_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                  const Image& style) {
  std::vector<double> factors(settings.style_layers.size(), 1);
  if (settings.normalization != Normalization::kGradient) return factors;
  for (std::size_t l = 0; l < factors.size(); ++l) {
    factors[l] =
        style_factor(engine, vgg, settings.style_layers[l].tap, settings.style_loss, settings.margin, style);
  }
  return factors;
}

Objective::Objective(dnn::Engine& engine, const Vgg& vgg, ObjectiveSettings settings, LossFactors factors,
                     const Image& content, std::vector<Moments> style_target, Tiling tiling)
    : settings_(std::move(settings)),
      content_picture_(content),
      width_(content.width()),
      height_(content.height()),
      network_(engine, vgg, size_of(content), all_taps(settings_), dnn::Network::Use::kForwardAndBackward,
               settings_.margin, tiling.side) {
  const double content_share = 1.0 / static_cast<double>(settings_.content_layers.size());
  for (std::size_t l = 0; l < settings_.content_layers.size(); ++l) {
    const LayerWeight& layer = settings_.content_layers[l];
    double factor = layer.weight * content_share * factors.content[l];
    if (settings_.normalization != Normalization::kNone) {
      const int channels = dnn::channels(*vgg.description, layer.tap);
      factor /= static_cast<double>(network_.positions(layer.tap)) * channels;
    }
    content_.push_back({layer, factor, {}});
    content_.back().targets.resize(settings_.shifts);
  }
  keeps_targets_ = network_.tiles() == 1 || tiling.keep_content;
  one_pass_ = network_.tiles() > 1 && tiling.one_pass;
  const double style_share = 1.0 / static_cast<double>(settings_.style_layers.size());
  for (std::size_t l = 0; l < settings_.style_layers.size(); ++l) {
    const LayerWeight& layer = settings_.style_layers[l];
    style_.push_back({layer,
                      layer.weight * style_share * factors.style[l],
                      std::move(style_target[l]),
                      MomentSums(engine),
                      {},
                      {}});
  }
}

Objective::~Objective() = default;

std::vector<float>& Objective::target_of(ContentTerm& term) {
  std::vector<std::vector<float>>& tiles = term.targets[kept_place()];
  tiles.resize(keeps_targets_ ? network_.tiles() : 1);
  return tiles[keeps_targets_ ? tile_ : 0];
}

void Objective::read_content() {
  network_.forward(tile_, content_picture_.rgb().data());
  for (ContentTerm& term : content_) {
    const dnn::FeatureView features = network_.owned(term.layer.tap);
    std::vector<float>& target = target_of(term);
    target.clear();
    const std::size_t values = static_cast<std::size_t>(features.shape.width) * features.shape.channels;
    for (int y = 0; y < features.shape.height; ++y) {
      target.insert(target.end(), features.row(y), features.row(y) + values);
    }
  }
}

Losses Objective::evaluate(const float* x, float* gradient) {
  start_times();
  double seconds = 0;
  Losses losses;
  {
    const base::Stopwatch watch(seconds);
    losses = evaluate_parts(x, gradient);
  }
  finish_times(seconds);
  return losses;
}

void Objective::start_times() {
  network_.take_layer_times();
  for (StyleTerm& term : style_) {
    term.product = {};
    term.product.kind = PartTime::Kind::kProduct;
    term.product.part = term.layer.tap;
    term.product.method = settings_.style_loss == StyleLossKind::kGram ? "gram" : "covariance";
    term.product.stride = network_.stride(term.layer.tap);
  }
  content_seconds_ = style_seconds_ = tv_seconds_ = 0;
}

void Objective::finish_times(double seconds) {
  times_ = network_.take_layer_times();
  for (const StyleTerm& term : style_) times_.push_back(term.product);
  const auto add = [&](const char* part, double part_seconds) {
    PartTime time;
    time.part = part;
    time.forward.seconds = part_seconds;
    times_.push_back(time);
  };
  add("content loss", content_seconds_);
  add("style loss", style_seconds_);
  add("tv loss", tv_seconds_);
  for (const PartTime& time : times_) seconds -= time.forward.seconds + time.backward.seconds;
  add("rest", std::max(seconds, 0.0));
}

Losses Objective::evaluate_parts(const float* x, float* gradient) {
  network_.shift(turn_);
  const bool first_here = !content_.empty() && content_.front().targets[kept_place()].empty();
  for (tile_ = 0; keeps_targets_ && first_here && tile_ < network_.tiles(); ++tile_) read_content();
  std::fill_n(gradient, 3 * static_cast<std::size_t>(width_) * height_, 0.0f);
  content_loss_ = 0;

  // Backward needs the style's gradient, that the moments of the whole picture.
  const bool together = one_pass_ && !style_.empty() && !style_.front().gradient.symmetric.empty();
  const bool whole = network_.tiles() == 1;
  const bool read_anew = !keeps_targets_ && !content_.empty();
  for (StyleTerm& term : style_) term.sums.start();
  for (tile_ = 0; tile_ < network_.tiles(); ++tile_) {
    if (together && read_anew) read_content();
    network_.forward(tile_, x);
    for (StyleTerm& term : style_) add_products(term);
    if (together) backward(gradient);
  }
  Losses losses;
  losses.style = settle();
  for (tile_ = 0; !together && tile_ < network_.tiles(); ++tile_) {
    if (read_anew) read_content();
    if (!whole) network_.forward(tile_, x);
    backward(gradient);
  }
  losses.content = content_loss_;
  turn_ = (turn_ + 1) % settings_.shifts;
  {
    const base::Stopwatch watch(tv_seconds_);
    losses.tv = tv_loss(x, width_, height_, settings_.tv_weight, gradient);
  }
  losses.total = settings_.content_weight * losses.content + settings_.style_weight * losses.style +
                 settings_.tv_weight * losses.tv;
  return losses;
}

double Objective::settle() {
  const base::Stopwatch watch(style_seconds_);
  double loss = 0;
  for (StyleTerm& term : style_) {
    loss += term.factor * style_loss(settings_.style_loss, term.sums.moments(), term.target,
                                     static_cast<double>(network_.positions(term.layer.tap)),
                                     settings_.style_weight * term.factor, term.gradient);
  }
  return loss;
}

void Objective::backward(float* gradient) {
  network_.backward([this](const std::string& tap, const dnn::GradientView& g) { add_gradient(tap, g); },
                    gradient);
}

void Objective::add_products(StyleTerm& term) {
  const dnn::FeatureView features = network_.owned(term.layer.tap);
  const base::Stopwatch watch(term.product.forward.seconds);
  term.sums.add(features);
  term.product.forward.operations += product_operations(features.shape);
}

void Objective::add_gradient(const std::string& tap, const dnn::GradientView& gradient) {
  const dnn::FeatureView features = network_.owned(tap);
  for (ContentTerm& term : content_) {
    if (term.layer.tap != tap) continue;
    const base::Stopwatch watch(content_seconds_);
    const std::vector<float>& target = target_of(term);
    content_loss_ +=
        term.factor * content_loss(features, target.data(), settings_.content_weight * term.factor, gradient);
  }
  for (StyleTerm& term : style_) {
    if (term.layer.tap != tap) continue;
    const base::Stopwatch watch(term.product.backward.seconds);
    term.sums.add_gradient(features, term.gradient, gradient);
    term.product.backward.operations += product_operations(features.shape);
  }
}

}  // namespace core

#include "objective.h"

#include <algorithm>
#include <cmath>

#include "content_loss.h"
#include "tv_loss.h"
#include "vgg.h"

namespace core {
namespace {

std::vector<std::string> taps_of(const std::vector<LayerWeight>& layers) {
  std::vector<std::string> taps;
  for (const LayerWeight& layer : layers) taps.push_back(layer.tap);
  return taps;
}

std::vector<std::string> all_taps(const ObjectiveSettings& settings) {
  std::vector<std::string> taps = taps_of(settings.style_layers);
  for (const std::string& tap : taps_of(settings.content_layers)) {
    if (std::find(taps.begin(), taps.end(), tap) == taps.end()) taps.push_back(tap);
  }
  return taps;
}

Moments moments_of(const dnn::FeatureView& features, dnn::GramProduct& product) {
  const int n = features.shape.channels;
  const double positions = static_cast<double>(features.shape.positions());
  Moments moments;
  moments.channels = n;
  moments.raw.resize(static_cast<std::size_t>(n) * n);
  product.gram(features, moments.raw.data());
  const float share = static_cast<float>(1 / positions);
  for (float& value : moments.raw) value *= share;
  std::vector<double> sums(n);
  product.channel_sums(features, sums.data());
  for (const double sum : sums) moments.mean.push_back(static_cast<float>(sum / positions));
  return moments;
}

Moments zero_like(const Moments& moments) {
  return {moments.channels, std::vector<float>(moments.mean.size()), std::vector<float>(moments.raw.size())};
}

void add_style_gradient(dnn::GramProduct& product, const dnn::FeatureView& features,
                        const StyleGradient& style, const dnn::GradientView& gradient) {
  product.add_gradient(features, style.symmetric.data(), gradient);
  if (style.row.empty()) return;
  const std::size_t channels = features.shape.channels;
  for (std::size_t p = 0; p < features.shape.positions(); ++p) {
    float* target = gradient.data + p * channels;
    for (std::size_t c = 0; c < channels; ++c) target[c] += style.row[c];
  }
}

void read(dnn::Network& network, const Vgg& vgg, const Image& image, std::vector<float>& input) {
  input.resize(image.rgb().size());
  preprocess(vgg.preprocessing, image.rgb().data(), image.pixels(), input.data());
  network.forward(input.data());
}

// After network.forward().
double inverse_gradient_size(dnn::Network& network, const Vgg& vgg, const dnn::Network::AddGradient& add,
                             std::vector<float>& gradient) {
  network.backward(add, gradient.data());
  preprocess_gradient(vgg.preprocessing, gradient.size() / 3, gradient.data());
  double size = 0;
  for (const float value : gradient) size += std::abs(value);
  // A layer that answers nothing at all has no gradient to balance.
  return size > 0 ? 3 / size : 1;
}

}  // namespace

std::vector<Moments> style_target(dnn::Engine& engine, const Vgg& vgg, const std::vector<LayerWeight>& layers,
                                  const std::vector<Image>& styles) {
  std::vector<std::vector<Moments>> of_layer(layers.size());
  std::vector<float> input;
  for (const Image& style : styles) {
    dnn::Network network(engine, vgg.description, style.height(), style.width(), taps_of(layers),
                         dnn::Network::Use::kForward);
    read(network, vgg, style, input);
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const dnn::FeatureView features = network.features(layers[l].tap);
      dnn::GramProduct product(engine, features.shape);
      of_layer[l].push_back(moments_of(features, product));
    }
  }
  std::vector<Moments> target;
  for (const std::vector<Moments>& pictures : of_layer) target.push_back(average(pictures));
  return target;
}

LossFactors measure_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                            const Image& content, const Image& style) {
  LossFactors factors;
  factors.content.assign(settings.content_layers.size(), 1);
  factors.style.assign(settings.style_layers.size(), 1);
  if (settings.normalization != Normalization::kGradient) return factors;

  std::vector<float> input;
  if (!settings.content_layers.empty()) {
    dnn::Network network(engine, vgg.description, content.height(), content.width(),
                         taps_of(settings.content_layers));
    for (std::size_t l = 0; l < settings.content_layers.size(); ++l) {
      read(network, vgg, content, input);
      const std::string& layer = settings.content_layers[l].tap;
      const dnn::FeatureView features = network.features(layer);
      const std::vector<float> zeros(features.shape.size());
      const double mean = 1.0 / static_cast<double>(features.shape.size());
      factors.content[l] = inverse_gradient_size(
          network, vgg,
          [&](const std::string& tap, const dnn::GradientView& gradient) {
            if (tap == layer) content_loss(features, zeros.data(), mean, gradient);
          },
          input);
    }
  }
  dnn::Network network(engine, vgg.description, style.height(), style.width(),
                       taps_of(settings.style_layers));
  for (std::size_t l = 0; l < settings.style_layers.size(); ++l) {
    read(network, vgg, style, input);
    const std::string& layer = settings.style_layers[l].tap;
    const dnn::FeatureView features = network.features(layer);
    dnn::GramProduct product(engine, features.shape);
    const Moments moments = moments_of(features, product);
    StyleGradient style_gradient;
    style_loss(settings.style_loss, moments, zero_like(moments),
               static_cast<double>(features.shape.positions()), 1, style_gradient);
    factors.style[l] = inverse_gradient_size(
        network, vgg,
        [&](const std::string& tap, const dnn::GradientView& gradient) {
          if (tap == layer) add_style_gradient(product, features, style_gradient, gradient);
        },
        input);
  }
  return factors;
}

Objective::Objective(dnn::Engine& engine, const Vgg& vgg, ObjectiveSettings settings, LossFactors factors,
                     const Image& content, std::vector<Moments> style_target)
    : vgg_(vgg),
      settings_(std::move(settings)),
      width_(content.width()),
      height_(content.height()),
      network_(engine, vgg.description, height_, width_, all_taps(settings_)) {
  read(network_, vgg_, content, input_);
  const double content_share = 1.0 / static_cast<double>(settings_.content_layers.size());
  for (std::size_t l = 0; l < settings_.content_layers.size(); ++l) {
    const LayerWeight& layer = settings_.content_layers[l];
    const dnn::FeatureView features = network_.features(layer.tap);
    double factor = layer.weight * content_share * factors.content[l];
    if (settings_.normalization != Normalization::kNone) {
      factor /= static_cast<double>(features.shape.size());
    }
    content_.push_back({layer, factor, {features.data, features.data + features.shape.size()}});
  }
  const double style_share = 1.0 / static_cast<double>(settings_.style_layers.size());
  for (std::size_t l = 0; l < settings_.style_layers.size(); ++l) {
    const LayerWeight& layer = settings_.style_layers[l];
    style_.push_back({layer,
                      layer.weight * style_share * factors.style[l],
                      std::move(style_target[l]),
                      std::make_unique<dnn::GramProduct>(engine, network_.features(layer.tap).shape),
                      {}});
  }
}

Objective::~Objective() = default;

Losses Objective::evaluate(const float* x, float* gradient) {
  const std::size_t pixels = static_cast<std::size_t>(width_) * height_;
  preprocess(vgg_.preprocessing, x, pixels, input_.data());
  network_.forward(input_.data());

  Losses losses;
  for (StyleTerm& term : style_) {
    const dnn::FeatureView features = network_.features(term.layer.tap);
    const Moments moments = moments_of(features, *term.product);
    losses.style += term.factor * style_loss(settings_.style_loss, moments, term.target,
                                             static_cast<double>(features.shape.positions()),
                                             settings_.style_weight * term.factor, term.gradient);
  }
  content_loss_ = 0;
  network_.backward([this](const std::string& tap, const dnn::GradientView& g) { add_gradient(tap, g); },
                    gradient);
  losses.content = content_loss_;
  preprocess_gradient(vgg_.preprocessing, pixels, gradient);
  losses.tv = tv_loss(x, width_, height_, settings_.tv_weight, gradient);
  losses.total = settings_.content_weight * losses.content + settings_.style_weight * losses.style +
                 settings_.tv_weight * losses.tv;
  return losses;
}

void Objective::add_gradient(const std::string& tap, const dnn::GradientView& gradient) {
  const dnn::FeatureView features = network_.features(tap);
  for (const ContentTerm& term : content_) {
    if (term.layer.tap != tap) continue;
    content_loss_ += term.factor * content_loss(features, term.target.data(),
                                                settings_.content_weight * term.factor, gradient);
  }
  for (StyleTerm& term : style_) {
    if (term.layer.tap == tap) add_style_gradient(*term.product, features, term.gradient, gradient);
  }
}

}  // namespace core

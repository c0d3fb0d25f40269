#include "loss/objective.h"

#include <algorithm>
#include <cmath>

#include "loss/content_loss.h"
#include "loss/moment_sums.h"
#include "loss/style_distance.h"

namespace core {
namespace {

Share share_of(const TeamRun& team) { return {team.rank(), team.size()}; }

Moments zero_like(const Moments& moments) {
  return {moments.channels, std::vector<double>(moments.mean.size()),
          std::vector<double>(moments.raw.size())};
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
        if (tap == layer) content_loss(features, zeros.data(), nullptr, mean, gradient);
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
  sums.start(features.shape.channels);
  sums.add(features);
  const Moments moments = sums.moments();
  StyleGradient style_gradient;
  make_style_distance(kind, engine, zero_like(moments))
      ->evaluate(moments, static_cast<double>(features.shape.positions()), 1, style_gradient);
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

std::vector<Moments> style_moments(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                   const Image& style, const Plane& read, int tile_side, TeamRun* team) {
  const std::vector<LayerWeight>& layers = settings.style_layers;
  TiledNetwork network(engine, vgg, size_of(style), taps_of(layers), dnn::Network::Use::kForward,
                       settings.margin, tile_side, {}, team ? share_of(*team) : Share{});
  std::vector<MomentSums> sums;
  for (const LayerWeight& layer : layers) sums.emplace_back(engine).start(network.channels(layer.tap));
  std::vector<float> shares;
  for (int tile = 0; tile < network.tiles(); ++tile) {
    network.forward(tile, style.rgb().data());
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const std::string& tap = layers[l].tap;
      if (!read.empty()) network.average_over(tap, read, shares);
      sums[l].add(network.owned(tap), read.empty() ? nullptr : shares.data());
    }
  }
  std::vector<Moments> moments;
  for (MomentSums& layer : sums) {
    if (team) team->sum(layer.sums().data(), layer.sums().size());
    moments.push_back(layer.moments());
  }
  return moments;
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

Objective::Objective(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                     const Image& content, Terms terms, Tiling tiling, TeamRun* team)
    : content_(content),
      size_(size_of(content)),
      shifts_(settings.shifts),
      terms_(std::move(terms)),
      team_(team ? *team : alone_),
      network_(engine, vgg, size_, all_taps(settings), dnn::Network::Use::kForwardAndBackward,
               settings.margin, tiling.side, settings.wrap, share_of(team_)),
      parts_(team_, size_),
      content_is_kept_(settings.shifts) {
  for (const std::unique_ptr<LossTerm>& term : terms_) {
    term->fit(network_);
    reads_content_ |= term->reads_content();
  }
  keeps_content_ = network_.tiles() == 1 || tiling.keep_content;
  one_pass_ = network_.is_cut() && tiling.one_pass;
}

Objective::~Objective() = default;

void Objective::read_content() {
  network_.forward(tile_, content_.rgb().data());
  for (const std::unique_ptr<LossTerm>& term : terms_) {
    if (!term->reads_content()) continue;
    for (const std::string& tap : term->taps()) term->read_content(kept_place(), tap, network_.owned(tap));
  }
}

void Objective::collect() {
  for (const std::unique_ptr<LossTerm>& term : terms_) {
    for (const std::string& tap : term->taps()) term->collect(tap, network_.owned(tap));
  }
}

void Objective::backward(float* gradient) {
  network_.backward(
      [this](const std::string& tap, const dnn::GradientView& at_tap) {
        const dnn::FeatureView features = network_.owned(tap);
        for (const std::unique_ptr<LossTerm>& term : terms_) {
          term->add_gradient(kept_place(), tap, features, at_tap);
        }
      },
      gradient);
}

void Objective::compute(const float* x, float* gradient) {
  if (reads_content_ && keeps_content_ && !content_is_kept_[turn_]) {
    for (tile_ = 0; tile_ < network_.tiles(); ++tile_) read_content();
    content_is_kept_[turn_] = true;
  }
  std::fill_n(gradient, 3 * static_cast<std::size_t>(size_.width) * size_.height, 0.0f);

  // Backward needs what settle() finds of the whole picture.
  const bool together = one_pass_ && settled_;
  const bool whole = network_.tiles() == 1;
  const bool read_anew = reads_content_ && !keeps_content_;
  for (const std::unique_ptr<LossTerm>& term : terms_) term->start();
  for (tile_ = 0; tile_ < network_.tiles(); ++tile_) {
    if (together && read_anew) read_content();
    network_.forward(tile_, x);
    collect();
    if (together) backward(gradient);
  }
  for (const std::unique_ptr<LossTerm>& term : terms_) term->settle(team_);
  settled_ = true;
  for (tile_ = 0; !together && tile_ < network_.tiles(); ++tile_) {
    if (read_anew) read_content();
    if (!whole) network_.forward(tile_, x);
    backward(gradient);
  }
  for (const std::unique_ptr<LossTerm>& term : terms_) term->gather(team_);
  team_.meet();
  turn_ = (turn_ + 1) % shifts_;
}

Losses Objective::evaluate(const float* x, float* gradient) {
  team_.meet(true);
  network_.shift(turn_);
  for (int rank = 1; rank < team_.size(); ++rank) parts_.send(rank, x, seen_by(rank));
  compute(x, gradient);
  for (int rank = 1; rank < team_.size(); ++rank) parts_.receive_and_add(rank, gradient, seen_by(rank));

  Losses losses;
  for (const std::unique_ptr<LossTerm>& term : terms_) {
    term->add_pixel_gradient(x, size_, gradient);
    losses.parts.push_back({term->name(), term->value()});
    losses.total += term->weight() * term->value();
  }
  return losses;
}

void Objective::assist() {
  std::vector<float> x(3 * static_cast<std::size_t>(size_.width) * size_.height), gradient(x.size());
  while (team_.meet()) {
    network_.shift(turn_);
    const Rectangle seen = seen_by(team_.rank());
    parts_.receive(0, x.data(), seen);
    compute(x.data(), gradient.data());
    parts_.send(0, gradient.data(), seen);
  }
}

}  // namespace core

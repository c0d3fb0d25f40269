#include "core/painter.h"

#include <algorithm>
#include <tuple>

#include "base/stopwatch.h"
#include "core/style_job.h"
#include "network/calibration.h"
#include "painter/painter_impl.h"

namespace core {
namespace {

// A dialog's sizes, all scales of each; more would be kept for nothing.
constexpr std::size_t kMostTargets = 64;

bool same_network(const Parameters& a, const Parameters& b) {
  if (a.seed != b.seed && b.weights == "random") return false;
  return std::all_of(parameter_table().begin(), parameter_table().end(), [&](const ParameterRow& row) {
    return !row.changes_network || parameter_text(a, row) == parameter_text(b, row);
  });
}

std::vector<std::shared_ptr<const Image>> pictures_of(const std::vector<Style>& styles) {
  std::vector<std::shared_ptr<const Image>> pictures;
  for (const Style& style : styles) pictures.push_back(style.picture);
  return pictures;
}

}  // namespace

std::vector<Style> as_styles(std::vector<Image> pictures) {
  std::vector<Style> styles;
  for (Image& picture : pictures) {
    styles.push_back({std::make_shared<const Image>(std::move(picture))});
  }
  return styles;
}

bool Painter::Impl::StyleKey::operator<(const StyleKey& other) const {
  const auto less = [](const Size& a, const Size& b) {
    return std::tie(a.width, a.height) < std::tie(b.width, b.height);
  };
  if (tile_side != other.tile_side) return tile_side < other.tile_side;
  return std::lexicographical_compare(sizes.begin(), sizes.end(), other.sizes.begin(), other.sizes.end(),
                                      less);
}

void Painter::Impl::open(const Parameters& wanted) {
  check_parameters(wanted);
  const bool is_open = engine && same_network(parameters, wanted);
  parameters = wanted;
  if (!is_open) open_anew();
  network.choices = decide(parameters, network.set);
}

void Painter::Impl::update(const Parameters& wanted, const std::vector<Style>& given) {
  open(wanted);
  if (const auto pictures = pictures_of(given); pictures != given_) {
    forget_styles();
    given_.clear();  // where one cannot be used
    styles = fill_all(pictures);
    given_ = pictures;
  }
}

void Painter::Impl::open_anew() {
  engine.reset();
  forget_styles();
  vgg = {};
  opening_seconds = 0;
  const base::Stopwatch watch(opening_seconds);
  network = choose_network(parameters);
  engine = std::make_unique<dnn::Engine>(engine_settings(parameters));
  if (network.set.calibrate) return;
  vgg = take_vgg(network);
  const std::vector<std::string> taps = all_taps(network.choices.objective);
  const int least = greatest_stride(network.description, taps);
  const dnn::Network packs_filters(*engine, vgg.description, least, least, taps);
}

void Painter::Impl::forget_styles() {
  targets_.clear();
  style_factors_.clear();
}

void Painter::Impl::imitate(const std::vector<std::shared_ptr<const Image>>& pictures) {
  if (pictures != imitated_) forget_styles();
  imitated_ = pictures;
}

const Vgg& Painter::Impl::vgg_for(WorkingPictures& pictures) {
  if (!network.set.calibrate) return vgg;
  weights::WeightSet ready = network.set;
  const int side = pictures.sizes().calibration_side();
  // Content and styles: on a plain photograph alone, channels would be scaled to its noise.
  std::vector<Image> seen = pictures.styles_at(side);
  seen.push_back(pictures.content_at(side));
  calibrate(*engine, ready, network.choices.pooling, side_by_side(seen));
  vgg = make_vgg(std::move(ready), network.choices.pooling);
  forget_styles();
  return vgg;
}

Vgg Painter::Impl::any_vgg() const {
  return network.set.calibrate ? make_vgg(network.set, network.choices.pooling) : vgg;
}

const std::vector<Moments>& Painter::Impl::style_target(const WorkingPictures& pictures, int longer_side,
                                                        int tile_side) {
  const StyleKey key{pictures.sizes().styles_at(longer_side), tile_side};
  const auto known = targets_.find(key);
  if (known != targets_.end()) return known->second;
  if (targets_.size() >= kMostTargets) targets_.clear();
  return targets_[key] = core::style_target(*engine, vgg, network.choices.objective,
                                            pictures.styles_at(longer_side), tile_side);
}

LossFactors Painter::Impl::factors(WorkingPictures& pictures, int longer_side) {
  const ObjectiveSettings& settings = network.choices.objective;
  const StyleKey key{pictures.sizes().styles_at(longer_side), 0};
  if (style_factors_.count(key) == 0) {
    style_factors_[key] = style_factors(*engine, vgg, settings, pictures.styles_at(longer_side).front());
  }
  return {content_factors(*engine, vgg, settings, pictures.content_at(longer_side)), style_factors_[key]};
}

Painter::Painter() : impl_(std::make_unique<Impl>()) {}
Painter::~Painter() = default;

void Painter::open(const Parameters& parameters) {
  try {
    impl_->open(parameters);
  } catch (...) {
    close();
    throw;
  }
}

void Painter::update(const Parameters& parameters, const std::vector<Style>& styles) {
  try {
    impl_->update(parameters, styles);
  } catch (...) {
    close();
    throw;
  }
}

void Painter::close() { impl_ = std::make_unique<Impl>(); }

Result Painter::paint(Frame frame, Observer& observer) {
  return StyleJob(*this, std::move(frame)).run(observer);
}

}  // namespace core

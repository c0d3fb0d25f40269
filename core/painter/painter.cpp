#include "core/painter.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/error.h"
#include "base/stopwatch.h"
#include "base/translation.h"
#include "core/style_job.h"
#include "network/calibration.h"
#include "painter/painter_impl.h"
#include "painter/style_places.h"

namespace core {
namespace {

// A dialog's sizes, all scales of each; more would be kept for nothing. One is some 4 MB with VGG-16.
constexpr std::size_t kMostTargets = 24;

bool renews_network(const ParameterRow& row, const Parameters& parameters) {
  using Renews = ParameterRow::Renews;
  return row.renews == Renews::kNetwork ||
         (row.renews == Renews::kRandomWeights && parameters.weights == "random");
}

bool same_network(const Parameters& a, const Parameters& b) {
  return std::all_of(parameter_table().begin(), parameter_table().end(), [&](const ParameterRow& row) {
    return !renews_network(row, b) || parameter_text(a, row) == parameter_text(b, row);
  });
}

// Whether the same pictures are imitated in the same way, wherever they paint.
bool imitate_alike(const Style& a, const Style& b) {
  return a.picture == b.picture && a.weight == b.weight && a.scale == b.scale && a.read == b.read;
}

bool same_styles(const std::vector<Style>& a, const std::vector<Style>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Style& x, const Style& y) { return imitate_alike(x, y) && x.guide == y.guide; });
}

// Whether what is known of the ones is true of the others, wherever they paint.
bool same_targets(const std::vector<Style>& a, const std::vector<Style>& b) {
  return groups_of(a) == groups_of(b) && std::equal(a.begin(), a.end(), b.begin(), b.end(), imitate_alike);
}

void check_style(const Style& style, int number) {
  if (!(style.weight >= 0) || !std::isfinite(style.weight)) {
    throw base::Error(
        base::format(_("the weight of style %d must be a number from 0 up, not %g"), number, style.weight));
  }
  if (!(style.scale >= kLeastStyleScale && style.scale <= kGreatestStyleScale)) {
    throw base::Error(base::format(_("the scale of style %d must be a number from %g to %g, not %g"), number,
                                   kLeastStyleScale, kGreatestStyleScale, style.scale));
  }
  if (style.read && !style.picture->empty()) {
    check_plane(style.read, size_of(*style.picture), PlaneRole::kRead, Extent::kWhole, number);
  }
}

std::vector<Style> with_weight(std::vector<Style> styles) {
  styles.erase(
      std::remove_if(styles.begin(), styles.end(), [](const Style& style) { return style.weight == 0; }),
      styles.end());
  return styles;
}

}  // namespace

void check_styles(const std::vector<Style>& styles) {
  bool any = styles.empty();
  for (std::size_t i = 0; i < styles.size(); ++i) {
    check_style(styles[i], static_cast<int>(i + 1));
    any |= styles[i].weight > 0;
  }
  if (!any) throw base::Error(_("all styles have the weight 0; at least one must have more"));
}

std::vector<StyleSize> sizes_of(const std::vector<Style>& styles) {
  std::vector<StyleSize> sizes;
  for (const Style& style : with_weight(styles)) sizes.emplace_back(size_of(*style.picture), style.scale);
  return sizes;
}

std::vector<Style> as_styles(std::vector<Image> pictures) {
  std::vector<Style> styles;
  for (Image& picture : pictures) {
    styles.push_back(Style{std::make_shared<const Image>(std::move(picture))});
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
  if (!same_styles(given, given_)) {
    given_.clear();  // where one cannot be used
    check_styles(given);
    styles = fill_all(with_weight(given));
    model_ = {};
    given_ = given;
  }
}

void Painter::Impl::open_anew() {
  engine.reset();
  forget_styles();
  model_ = {};
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

void Painter::Impl::imitate(const std::vector<Style>& wanted) {
  if (!same_targets(wanted, imitated_)) forget_styles();
  imitated_ = wanted;
}

void Painter::Impl::measure_on(std::shared_ptr<const Image> content) {
  if (content == model_.content) return;
  model_ = {};
  model_.content = std::move(content);
}

const std::vector<Style>& Painter::Impl::styles_of_model(
    const std::function<std::vector<Style>(const Image&)>& make) {
  if (model_.styles.empty()) model_.styles = make(*model_.content);
  return model_.styles;
}

Image Painter::Impl::measured(WorkingPictures& pictures, int longer_side) const {
  if (!model_.content) return pictures.content_at(longer_side);
  const Size size = pictures.sizes().content_at(longer_side);
  return resize(*model_.content, size.width, size.height);
}

const Vgg& Painter::Impl::vgg_for(WorkingPictures& pictures) {
  if (!network.set.calibrate || model_.is_calibrated) return vgg;
  weights::WeightSet ready = network.set;
  const int side = pictures.sizes().calibration_side();
  // Content and styles: on a plain photograph alone, channels would be scaled to its noise.
  std::vector<Image> seen = pictures.styles_at(side);
  seen.push_back(measured(pictures, side));
  model_.is_calibrated = model_.content != nullptr;
  calibrate(*engine, ready, network.choices.pooling, side_by_side(seen));
  vgg = make_vgg(std::move(ready), network.choices.pooling);
  forget_styles();
  return vgg;
}

Vgg Painter::Impl::any_vgg() const {
  return network.set.calibrate ? make_vgg(network.set, network.choices.pooling) : vgg;
}

Painter::Impl::Targets Painter::Impl::make_targets(const WorkingPictures& pictures, int longer_side,
                                                   int tile_side, TeamRun& run) {
  const ObjectiveSettings& settings = network.choices.objective;
  Targets targets;
  for (const StyleGroup& group : groups_of(pictures.styles())) {
    std::vector<std::vector<Moments>> of_styles;
    std::vector<double> weights;
    for (const std::size_t number : group) {
      of_styles.push_back(style_moments(*engine, vgg, settings, pictures.style_at(number, longer_side),
                                        pictures.read_at(number, longer_side), tile_side, &run));
      weights.push_back(pictures.styles()[number].weight);
    }
    targets.push_back(make_region(*engine, settings.style_loss, average(of_styles, weights)).distances);
  }
  return targets;
}

StyleRegions Painter::Impl::regions(const WorkingPictures& pictures, int longer_side, int tile_side,
                                    TeamRun& run) {
  const StyleKey key{pictures.sizes().styles_at(longer_side), tile_side};
  if (run.meet(targets_.count(key) == 0)) {  // what one rank lacks all find anew
    if (targets_.size() >= kMostTargets) targets_.clear();
    targets_[key] = make_targets(pictures, longer_side, tile_side, run);
  }
  const Targets& targets = targets_[key];
  const std::vector<SharedPlane> places =
      places_of(pictures.styles(), pictures.sizes().content_at(longer_side));
  StyleRegions regions;
  for (std::size_t r = 0; r < targets.size(); ++r) regions.push_back({places[r], targets[r]});
  return regions;
}

LossFactors Painter::Impl::factors(WorkingPictures& pictures, int longer_side) {
  const ObjectiveSettings& settings = network.choices.objective;
  const StyleKey key{pictures.sizes().styles_at(longer_side), 0};
  if (style_factors_.count(key) == 0) {
    style_factors_[key] = style_factors(*engine, vgg, settings, pictures.styles_at(longer_side).front());
  }
  std::vector<double> of_content = model_.factors;
  if (of_content.empty())
    of_content = content_factors(*engine, vgg, settings, measured(pictures, longer_side));
  if (model_.content) model_.factors = of_content;
  return {std::move(of_content), style_factors_[key]};
}

std::unique_ptr<TeamJob> Painter::Impl::job_for_others(const Frame& frame) const {
  if (team.size() == 1 || team.rank() > 0) return nullptr;
  return std::make_unique<TeamJob>(TeamJob{parameters, styles, frame, {}});
}

void Painter::Impl::start_others(TeamJob& job) {
  bool more = true;
  relay_.pass(more);
  pass(relay_, job);
}

Painter::Painter() : impl_(std::make_unique<Impl>(nullptr)) {}
Painter::Painter(Team& team) : impl_(std::make_unique<Impl>(&team)) {}
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

void Painter::close() { impl_ = std::make_unique<Impl>(impl_->given_team); }

Result Painter::paint(Frame frame, Observer& observer) {
  return StyleJob(*this, std::move(frame)).run(observer);
}

}  // namespace core

#include "cost/timed_term.h"

#include <utility>

#include "base/stopwatch.h"

namespace core {
namespace {

// Of F·Fᵀ, and as many of its gradient.
double product_operations(const dnn::FeatureShape& shape) {
  return 2.0 * shape.channels * static_cast<double>(shape.size());
}

}  // namespace

TimedTerm::TimedTerm(std::unique_ptr<LossTerm> term, const char* product)
    : LossTerm(term->weight()), term_(std::move(term)), method_(product) {}

void TimedTerm::fit(const TiledNetwork& network) {
  term_->fit(network);
  if (method_ == nullptr) return;
  for (const std::string& tap : taps()) {
    PartTime& part = products_.emplace_back();
    part.kind = PartTime::Kind::kProduct;
    part.part = tap;
    part.method = method_;
  }
}

PartTime* TimedTerm::product(const std::string& tap) {
  for (PartTime& part : products_) {
    if (part.part == tap) return &part;
  }
  return nullptr;
}

std::vector<PartTime> TimedTerm::take_times() {
  std::vector<PartTime> times = products_;
  for (PartTime& part : products_) part.forward = part.backward = {};
  PartTime own;
  own.part = std::string(name()) + " loss";
  own.forward.seconds = std::exchange(seconds_, 0);
  times.push_back(own);
  return times;
}

void TimedTerm::read_content(const KeptPlace& place, const std::string& tap,
                             const dnn::FeatureView& features) {
  term_->read_content(place, tap, features);
}

void TimedTerm::collect(const std::string& tap, const dnn::FeatureView& features) {
  PartTime* const part = product(tap);
  const base::Stopwatch watch(part ? part->forward.seconds : seconds_);
  term_->collect(tap, features);
  if (part) part->forward.operations += product_operations(features.shape);
}

void TimedTerm::settle(TeamRun& team) {
  const base::Stopwatch watch(seconds_);
  term_->settle(team);
}

void TimedTerm::add_gradient(const KeptPlace& place, const std::string& tap, const dnn::FeatureView& features,
                             const dnn::GradientView& gradient) {
  PartTime* const part = product(tap);
  const base::Stopwatch watch(part ? part->backward.seconds : seconds_);
  term_->add_gradient(place, tap, features, gradient);
  if (part) part->backward.operations += product_operations(features.shape);
}

void TimedTerm::add_pixel_gradient(const float* rgb, Size size, float* gradient) {
  const base::Stopwatch watch(seconds_);
  term_->add_pixel_gradient(rgb, size, gradient);
}

}  // namespace core

#include "descent/adam.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr double kPi = 3.14159265358979323846;

// `times`: what each value is multiplied by.
std::vector<float> resize_planes(const std::vector<float>& planes, Size size, Size new_size, Wrap wrap,
                                 double times) {
  std::vector<float> result;
  const auto pixels = static_cast<std::size_t>(size.width) * size.height;
  result.reserve(planes.size() / pixels * new_size.width * new_size.height);
  for (std::size_t at = 0; at < planes.size(); at += pixels) {
    // What was never negative must stay so: a second moment near 0 makes a step without bounds.
    const std::vector<float> plane = resize_plane(planes.data() + at, size.width, size.height, new_size.width,
                                                  new_size.height, Kernel::kLinear, wrap);
    for (const float value : plane) result.push_back(static_cast<float>(times * value));
  }
  return result;
}

}  // namespace

Adam::Adam(std::size_t size, AdamSettings settings)
    : settings_(settings),
      rate_(settings.learning_rate),
      averaging_(settings.averaging),
      first_(size, 0.0f),
      second_(size, 0.0f),
      average_(size, 0.0f) {}

void Adam::fall_over(int steps) {
  constexpr double kUsualSteps = 100, kMostTimes = 2, kAveraged = 4;
  falling_ = steps;
  fallen_ = 0;
  // Without moments a first step moves every value by the whole rate.
  const bool begins = steps_ == 0;
  rate_ =
      settings_.learning_rate * (begins ? 1 : std::clamp(std::sqrt(kUsualSteps / steps), 1.0, kMostTimes));
  averaging_ = std::clamp(1 - kAveraged / steps, 0.0, settings_.averaging);
}

double Adam::rate_share() const {
  if (falling_ == 0) return 1;
  const double done = std::min(1.0, static_cast<double>(fallen_) / falling_);
  return settings_.last_rate + (1 - settings_.last_rate) * 0.5 * (1 + std::cos(kPi * done));
}

void Adam::step(std::vector<float>& x, const float* gradient) {
  ++steps_;
  ++averaged_steps_;
  ++fallen_;
  const auto beta1 = static_cast<float>(settings_.beta1);
  const auto beta2 = static_cast<float>(settings_.beta2);
  const auto rest1 = static_cast<float>(1 - settings_.beta1);
  const auto rest2 = static_cast<float>(1 - settings_.beta2);
  const auto rate = static_cast<float>(rate_ * rate_share() / (1 - std::pow(settings_.beta1, steps_)));
  const auto correction2 = static_cast<float>(1 / (1 - std::pow(settings_.beta2, steps_)));
  const auto epsilon = static_cast<float>(settings_.epsilon);
  const auto keep = static_cast<float>(averaging_);
  const auto rest = static_cast<float>(1 - averaging_);
  const float least = settings_.least, greatest = settings_.greatest;
  float* picture = x.data();
  float* first = first_.data();
  float* second = second_.data();
  float* average = average_.data();
  for (std::size_t i = 0; i < first_.size(); ++i) {
    const float g = gradient[i];
    first[i] = beta1 * first[i] + rest1 * g;
    second[i] = beta2 * second[i] + rest2 * g * g;
    const float moved = picture[i] - rate * first[i] / (std::sqrt(second[i] * correction2) + epsilon);
    picture[i] = std::min(greatest, std::max(least, moved));
    average[i] = keep * average[i] + rest * picture[i];
  }
}

std::vector<float> Adam::averaged() const {
  if (averaged_steps_ == 0) return {};
  const auto scale = static_cast<float>(1 / (1 - std::pow(averaging_, averaged_steps_)));
  std::vector<float> result(average_.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = std::min(settings_.greatest, std::max(settings_.least, average_[i] * scale));
  }
  return result;
}

Adam Adam::resized(Size size, Size new_size, Wrap wrap) const {
  Adam result(0, settings_);
  // Losses are means over the picture, so that of more pixels each has a smaller gradient.
  const double share = size.pixels() / new_size.pixels();
  result.first_ = resize_planes(first_, size, new_size, wrap, share);
  result.second_ = resize_planes(second_, size, new_size, wrap, share * share);
  result.average_.assign(result.first_.size(), 0.0f);
  result.steps_ = steps_;
  return result;
}

}  // namespace core

#include "loss/temporal_term.h"

#include <utility>

namespace core {

TemporalTerm::TemporalTerm(double weight, Image before, Plane trust)
    : LossTerm(weight), before_(std::move(before)), trust_(std::move(trust)) {}

void TemporalTerm::add_pixel_gradient(const float* rgb, Size /*size*/, float* gradient) {
  const std::size_t pixels = before_.pixels();
  const double mean = 1 / (3.0 * static_cast<double>(pixels));
  const auto slope = static_cast<float>(2 * weight() * mean);
  double total = 0;
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const float* before = before_.plane(static_cast<int>(plane));
    for (std::size_t i = 0; i < pixels; ++i) {
      const float difference = rgb[plane * pixels + i] - before[i];
      const float trusted = trust_.values[i] * difference;
      gradient[plane * pixels + i] += slope * trusted;
      total += static_cast<double>(trusted) * difference;
    }
  }
  value_ = mean * total;
}

}  // namespace core

#include "loss/moments.h"

namespace core {

Moments average(const std::vector<Moments>& pictures) {
  Moments result = pictures.front();
  for (std::size_t i = 1; i < pictures.size(); ++i) {
    for (std::size_t c = 0; c < result.mean.size(); ++c) result.mean[c] += pictures[i].mean[c];
    for (std::size_t c = 0; c < result.raw.size(); ++c) result.raw[c] += pictures[i].raw[c];
  }
  const float share = 1.0f / static_cast<float>(pictures.size());
  for (float& value : result.mean) value *= share;
  for (float& value : result.raw) value *= share;
  return result;
}

}  // namespace core

#include "tiles/picture_parts.h"

#include <algorithm>

namespace core {

template <class Value, class Take>
void PictureParts::for_rows(Value* rgb, const Rectangle& part, const Take& take) {
  float* at = part_.data();
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = part.top; y < part.top + part.height; ++y, at += part.width) {
      const std::size_t row = static_cast<std::size_t>(channel) * picture_.height + y;
      take(rgb + row * picture_.width + part.left, at, part.width);
    }
  }
}

std::size_t PictureParts::bytes(const Rectangle& part) const {
  return 3 * sizeof(float) * part.height * part.width;
}

void PictureParts::send(int to, const float* rgb, const Rectangle& part) {
  for_rows(rgb, part, [](const float* from, float* at, int pixels) { std::copy_n(from, pixels, at); });
  team_.send(to, part_.data(), bytes(part));
}

void PictureParts::receive(int from, float* rgb, const Rectangle& part) {
  team_.receive(from, part_.data(), bytes(part));
  for_rows(rgb, part, [](float* to, const float* at, int pixels) { std::copy_n(at, pixels, to); });
}

void PictureParts::receive_and_add(int from, float* rgb, const Rectangle& part) {
  team_.receive(from, part_.data(), bytes(part));
  for_rows(rgb, part, [](float* to, const float* at, int pixels) {
    for (int x = 0; x < pixels; ++x) to[x] += at[x];
  });
}

}  // namespace core

#include "picture/noise.h"

#include <cstdint>
#include <random>

namespace core {

Image noise(Size size, int seed) {
  Image image(size.width, size.height);
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  // 53 bits of each draw, as the standard's distributions differ by library.
  for (float& value : image.rgb()) value = 0.25f + 0.5f * static_cast<float>((random() >> 11) * 0x1p-53);
  return image;
}

}  // namespace core

#include "picture/join_sides.h"

#include <cmath>

namespace core {
namespace {

constexpr double kPi = 3.14159265358979323846;

// `length` values that lie `step` apart.
void join(float* first, int length, std::size_t step) {
  const int reach = length / 8;
  for (int at = 0; at < reach; ++at) {
    const auto share = static_cast<float>((1 + std::cos(kPi * at / reach)) / 4);
    float& begin = first[static_cast<std::size_t>(at) * step];
    float& end = first[static_cast<std::size_t>(length - 1 - at) * step];
    const float difference = share * (end - begin);
    begin += difference;
    end -= difference;
  }
}

}  // namespace

Image join_sides(Image picture, Wrap wrap) {
  const int width = picture.width(), height = picture.height();
  for (int channel = 0; channel < 3; ++channel) {
    float* const plane = picture.plane(channel);
    for (int y = 0; wrap.x && y < height; ++y) join(plane + static_cast<std::size_t>(y) * width, width, 1);
    for (int x = 0; wrap.y && x < width; ++x) join(plane + x, height, static_cast<std::size_t>(width));
  }
  return picture;
}

}  // namespace core

#include "core/photo_colours.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace core {
namespace {

struct Colour {
  float r, g, b;
};
struct Oklab {
  float lightness, a, b;
};

float to_linear(float value) {
  return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
}

float to_perceptual(float value) {
  return value <= 0.0031308f ? 12.92f * value : 1.055f * std::pow(value, 1 / 2.4f) - 0.055f;
}

Oklab to_oklab(Colour colour) {
  const float r = to_linear(colour.r), g = to_linear(colour.g), b = to_linear(colour.b);
  const float l = std::cbrt(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
  const float m = std::cbrt(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
  const float s = std::cbrt(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
  return {0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
          1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
          0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s};
}

// Linear light; beyond 0…1 where the screen has no such colour.
Colour to_light(Oklab colour) {
  const auto cubed = [](float value) { return value * value * value; };
  const float l = cubed(colour.lightness + 0.3963377774f * colour.a + 0.2158037573f * colour.b);
  const float m = cubed(colour.lightness - 0.1055613458f * colour.a - 0.0638541728f * colour.b);
  const float s = cubed(colour.lightness - 0.0894841775f * colour.a - 1.2914855480f * colour.b);
  return {4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s,
          -1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s,
          -0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s};
}

bool is_shown(Colour light) {
  constexpr float kRoom = 1e-4f;
  const auto [least, greatest] = std::minmax({light.r, light.g, light.b});
  return least >= -kRoom && greatest <= 1 + kRoom;
}

// With as much of the chroma as the screen can show.
Colour shown_light(Oklab colour) {
  constexpr int kHalvings = 8;
  Colour light = to_light(colour);
  if (is_shown(light)) return light;
  float least = 0, greatest = 1;
  for (int halving = 0; halving < kHalvings; ++halving) {
    const float share = (least + greatest) / 2;
    (is_shown(to_light({colour.lightness, share * colour.a, share * colour.b})) ? least : greatest) = share;
  }
  return to_light({colour.lightness, least * colour.a, least * colour.b});
}

Colour colour_at(const Image& image, std::size_t at) {
  return {image.plane(0)[at], image.plane(1)[at], image.plane(2)[at]};
}

}  // namespace

Image with_colours_of(Image painting, const Image& photograph) {
  assert(painting.width() == photograph.width() && painting.height() == photograph.height());
  for (std::size_t at = 0; at < painting.pixels(); ++at) {
    const Oklab of_photograph = to_oklab(colour_at(photograph, at));
    const float lightness = to_oklab(colour_at(painting, at)).lightness;
    const Colour light = shown_light({lightness, of_photograph.a, of_photograph.b});
    const auto value = [](float linear) { return to_perceptual(std::clamp(linear, 0.0f, 1.0f)); };
    painting.plane(0)[at] = value(light.r);
    painting.plane(1)[at] = value(light.g);
    painting.plane(2)[at] = value(light.b);
  }
  return painting;
}

}  // namespace core

#include "painter/style_colours.h"

#include <memory>
#include <utility>

#include "core/colour_match.h"
#include "painter/style_places.h"

namespace core {
namespace {

// A picture whose visible part is what the plane says; null: all of it.
Image seen_through(Image picture, const SharedPlane& plane) {
  if (plane) picture.alpha() = resize(*plane, size_of(picture)).values;
  return picture;
}

}  // namespace

std::vector<Style> in_colours_of(const Image& content, std::vector<Style> styles) {
  for (Style& style : styles) {
    Image matched = seen_through(*style.picture, style.read);
    matched = match_colours(std::move(matched), {style.guide ? seen_through(content, style.guide) : content});
    matched.alpha().clear();
    style.picture = std::make_shared<const Image>(std::move(matched));
  }
  return styles;
}

Image in_style_colours(const Image& content, const WorkingPictures& pictures, int longer_side) {
  const std::vector<Style>& styles = pictures.styles();
  const std::vector<StyleGroup> groups = groups_of(styles);
  const std::vector<SharedPlane> places = places_of(styles, size_of(content));
  Image start = content;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::vector<Image> models;
    std::vector<double> weights;
    for (const std::size_t number : groups[g]) {
      models.push_back(seen_through(pictures.style_at(number, longer_side), styles[number].read));
      weights.push_back(styles[number].weight);
    }
    Image matched = match_colours(seen_through(content, places[g]), models, weights);
    matched.alpha().clear();
    if (!places[g]) return matched;
    for (std::size_t i = 0; i < start.rgb().size(); ++i) {
      const float share = places[g]->values[i % start.pixels()];
      start.rgb()[i] += share * (matched.rgb()[i] - content.rgb()[i]);
    }
  }
  return start;
}

}  // namespace core

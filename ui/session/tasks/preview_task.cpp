#include "session/tasks/preview_task.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/colour_match.h"
#include "core/working_side.h"
#include "ui/pixels.h"

namespace ui {
namespace {

// What the deepest layer of a network needs, with some room.
constexpr int kLeastNarrowSide = 32;
// A style picture's colours are taken from this.
constexpr int kColourSide = 256;

bool same_pictures(const PreviewTask& a, const PreviewTask& b) {
  const auto same = [](const PreviewStyle& x, const PreviewStyle& y) {
    return x.picture == y.picture && x.weight == y.weight && x.scale == y.scale && x.place == y.place;
  };
  return std::equal(a.styles.begin(), a.styles.end(), b.styles.begin(), b.styles.end(), same) &&
         a.start == b.start && a.keep == b.keep && a.freeze == b.freeze;
}

// In pixels, each side at least 1.
struct Cut {
  int left, top, width, height;
};

Cut cut_of(const Part& part, core::Size size) {
  const auto place = [](double share, int length, int least, int most) {
    return std::clamp(static_cast<int>(std::lround(share * length)), least, most);
  };
  const int left = place(part.x, size.width, 0, size.width - 1);
  const int top = place(part.y, size.height, 0, size.height - 1);
  return {left, top, place(part.width, size.width, 1, size.width - left),
          place(part.height, size.height, 1, size.height - top)};
}

// Of a plane that is `width` wide.
void copy_cut(const float* plane, int width, const Cut& cut, float* to) {
  for (int y = 0; y < cut.height; ++y) {
    const float* const row = plane + static_cast<std::size_t>(cut.top + y) * width + cut.left;
    std::copy(row, row + cut.width, to + static_cast<std::size_t>(y) * cut.width);
  }
}

bool matches_to_whole(const PreviewTask& task) {
  return !task.part.whole() && task.parameters.colour == "matched";
}

}  // namespace

core::Parameters preview_parameters(core::Parameters render, core::Size layer, int longer_side) {
  const int narrow = std::min(layer.width, layer.height);
  const int least = static_cast<int>(std::ceil(1.0 * kLeastNarrowSide * layer.longer_side() / narrow));
  render.size = std::min(core::working_side(render.size, layer), std::max(longer_side, least));
  render.iterations = std::min(render.iterations, kPreviewIterations);
  return render;
}

core::Parameters detail_parameters(core::Parameters render) {
  render.size = 0;
  render.iterations = std::min(render.iterations, kDetailIterations);
  return render;
}

StylePicture make_style_picture(const core::Image& given, int longer_side) {
  return {core::size_of(given), std::make_shared<const core::Image>(shrink_to(given, longer_side)),
          shrink_to(given, kColourSide)};
}

core::Image in_style_colours(core::Image picture, const std::vector<PreviewStyle>& styles, double share) {
  std::vector<core::Image> models;
  std::vector<double> weights;
  for (const PreviewStyle& style : styles) {
    models.push_back(style.picture->small);
    weights.push_back(style.weight);
  }
  const core::Image matched = core::match_colours(picture, models, weights);
  const auto part = static_cast<float>(share);
  for (std::size_t i = 0; i < picture.rgb().size(); ++i) {
    picture.rgb()[i] += part * (matched.rgb()[i] - picture.rgb()[i]);
  }
  return picture;
}

core::Image first_picture(const core::Image& content, const std::vector<PreviewStyle>& styles,
                          int longer_side) {
  return in_style_colours(shrink_to(content, longer_side), styles, 1);
}

std::vector<core::Style> styles_to_paint(const PreviewTask& task) {
  std::vector<core::Style> styles;
  for (const PreviewStyle& given : task.styles) {
    core::Style& style = styles.emplace_back();
    style.picture = given.given ? given.given : given.picture->picture;
    style.weight = given.weight;
    style.scale = given.scale;
    style.guide = given.place;
  }
  if (matches_to_whole(task)) styles = core::in_colours_of(*task.whole, std::move(styles));
  for (core::Style& style : styles) style.guide = part_of(style.guide, task.part);
  return styles;
}

std::string colour_to_paint(const PreviewTask& task) {
  return matches_to_whole(task) ? "style" : painted_colour(task);
}

core::SharedPlane part_of(const core::SharedPlane& plane, const Part& part) {
  if (!plane || part.whole()) return plane;
  const Cut cut = cut_of(part, size_of(*plane));
  core::Plane result{cut.width, cut.height,
                     std::vector<float>(static_cast<std::size_t>(cut.width) * cut.height)};
  copy_cut(plane->values.data(), plane->width, cut, result.values.data());
  return std::make_shared<const core::Plane>(std::move(result));
}

bool same_part(const Part& a, const Part& b) {
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

bool same_preview(const PreviewTask& a, const PreviewTask& b) {
  return same_pictures(a, b) && a.content == b.content && same_parameters(a.parameters, b.parameters);
}

std::string painted_colour(const PreviewTask& task) {
  return task.parameters.colour == "photo" ? "style" : task.parameters.colour;
}

bool differs_in_shown_colours(const PreviewTask& a, const PreviewTask& b) {
  PreviewTask as_a = b;
  as_a.parameters.colour = a.parameters.colour;
  return a.part.whole() && b.part.whole() && a.parameters.colour != b.parameters.colour &&
         painted_colour(a) == painted_colour(b) && same_preview(a, as_a);
}

bool goes_on_from(const PreviewTask& painted, const PreviewTask& wanted) {
  core::Parameters parameters = wanted.parameters;
  if (!wanted.part.whole()) {
    parameters.size = painted.parameters.size;
    parameters.iterations = painted.parameters.iterations;
    parameters.scales = painted.parameters.scales;
  }
  parameters.content_weight = painted.parameters.content_weight;
  parameters.style_weight = painted.parameters.style_weight;
  parameters.tv_weight = painted.parameters.tv_weight;
  if (painted_colour(painted) == painted_colour(wanted)) parameters.colour = painted.parameters.colour;
  return painted.part.whole() && same_pictures(painted, wanted) &&
         (!wanted.part.whole() || painted.content == wanted.content) &&
         same_parameters(parameters, painted.parameters);
}

Continuation continue_from(const core::Image& painted, const PreviewTask& task) {
  Continuation continuation{task.parameters, crop(painted, task.part)};
  const int target = task.part.whole() ? task.parameters.size : task.render_side;
  const int steps = static_cast<int>(
      std::lround(2 * std::log2(static_cast<double>(target) / core::size_of(painted).longer_side())));
  // A part of a finished preview needs only the scales above it; the whole picture may not be finished.
  continuation.parameters.scales = std::max(1, task.part.whole() ? steps + 1 : steps);
  return continuation;
}

core::Image crop(const core::Image& picture, const Part& part) {
  const Cut cut = cut_of(part, core::size_of(picture));
  core::Image result(cut.width, cut.height, picture.has_alpha());
  const auto copy = [&](const float* from, float* to) { copy_cut(from, picture.width(), cut, to); };
  for (int channel = 0; channel < 3; ++channel) copy(picture.plane(channel), result.plane(channel));
  if (picture.has_alpha()) copy(picture.alpha().data(), result.alpha().data());
  return result;
}

}  // namespace ui

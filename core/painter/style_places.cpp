#include "painter/style_places.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/translation.h"

namespace core {
namespace {

struct MaskComplaints {
  const char* other_shape;
  const char* black;
};
// By PlaneRole.
constexpr MaskComplaints kMaskComplaints[] = {
    {N_("the guide of style %1$d has %2$d×%3$d px, another shape than the content's %4$d×%5$d px"),
     N_("the guide of style %d is black, so that the style would paint nowhere; where it is to paint must be "
        "white")},
    {N_("the mask of what is read of style %1$d has %2$d×%3$d px, another shape than the style's %4$d×%5$d "
        "px"),
     N_("the mask of what is read of style %d is black, so that nothing would be read; what is to be read "
        "must be white")},
    {N_("the mask of what is kept has %2$d×%3$d px, another shape than the content's %4$d×%5$d px"), nullptr},
    {N_("the mask of what is frozen has %2$d×%3$d px, another shape than the content's %4$d×%5$d px"),
     nullptr},
};

// Rounding of a small picture's sides, and a little more.
bool same_shape(Size a, Size b) {
  const double across = static_cast<double>(a.width) * b.height,
               along = static_cast<double>(b.width) * a.height;
  const double pixel = std::max({a.width, a.height, b.width, b.height});
  return std::abs(across - along) <= std::max(0.01 * std::max(across, along), pixel);
}

SharedPlane shared(Plane plane) { return std::make_shared<const Plane>(std::move(plane)); }

bool is_everywhere(const Plane& plane) {
  return std::all_of(plane.values.begin(), plane.values.end(), [](float value) { return value == 1; });
}

}  // namespace

void check_plane(const SharedPlane& plane, Size picture, PlaneRole role, Extent extent, int number) {
  if (!plane) return;
  const MaskComplaints& complaints = kMaskComplaints[static_cast<int>(role)];
  if (!same_shape(size_of(*plane), picture)) {
    throw base::Error(base::format(_(complaints.other_shape), number, plane->width, plane->height,
                                   picture.width, picture.height));
  }
  if (complaints.black == nullptr || extent == Extent::kPart) return;
  // Less than one step of 8 bits anywhere counts as nothing.
  const bool black = std::none_of(plane->values.begin(), plane->values.end(),
                                  [](float value) { return value >= 0.5f / 255; });
  if (black) throw base::Error(base::format(_(complaints.black), number));
}

std::vector<StyleGroup> groups_of(const std::vector<Style>& styles) {
  std::vector<StyleGroup> groups;
  StyleGroup others;
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (styles[i].guide) {
      groups.push_back({i});
    } else {
      others.push_back(i);
    }
  }
  if (!others.empty()) groups.push_back(std::move(others));
  return groups;
}

std::vector<SharedPlane> places_of(const std::vector<Style>& styles, Size size) {
  const std::vector<StyleGroup> groups = groups_of(styles);
  std::vector<Plane> planes;
  for (const StyleGroup& group : groups) {
    const SharedPlane& guide = styles[group.front()].guide;
    if (guide) planes.push_back(resize(*guide, size));
  }
  if (planes.empty()) return std::vector<SharedPlane>(groups.size());
  const std::size_t guided = planes.size();
  Plane rest{size.width, size.height, std::vector<float>(planes.front().values.size())};
  for (std::size_t p = 0; p < rest.values.size(); ++p) {
    double covered = 0, weighted = 0;
    for (std::size_t g = 0; g < guided; ++g) {
      covered += planes[g].values[p];
      weighted += styles[groups[g].front()].weight * planes[g].values[p];
    }
    covered = std::min(covered, 1.0);
    for (std::size_t g = 0; g < guided && weighted > 0; ++g) {
      const double share = styles[groups[g].front()].weight * planes[g].values[p] / weighted;
      planes[g].values[p] = static_cast<float>(share * covered);
    }
    rest.values[p] = static_cast<float>(1 - covered);
  }
  if (groups.size() > guided) planes.push_back(std::move(rest));
  std::vector<SharedPlane> places;
  for (Plane& plane : planes) places.push_back(is_everywhere(plane) ? nullptr : shared(std::move(plane)));
  return places;
}

MaskNeed need_of_masks(const std::vector<Style>& styles, const Frame& frame) {
  MaskNeed need;
  const auto count = [&](const SharedPlane& plane, int planes) {
    if (!plane) return;
    need.values += plane->values.size();
    need.planes += planes;
  };
  const int groups = static_cast<int>(groups_of(styles).size());
  int guided = 0;
  for (const Style& style : styles) {
    count(style.guide, 0);
    count(style.read, 0);
    if (style.guide) guided = groups;
  }
  need.planes += guided;
  count(frame.keep, 1);
  // Each place without what is frozen, the mask, and the picture with the photograph's pixels, which is kept;
  // and for a moment the membrane that makes the painting meet them.
  constexpr int kMembrane = 13;
  count(frame.freeze, groups + 4 + kMembrane);
  if (frame.freeze) need.values += frame.content.rgb().size();
  if (frame.onward) {
    need.values += frame.onward->before.rgb().size() + frame.onward->trust.values.size();
    need.planes += 4;  // the temporal term's own
  }
  return need;
}

SharedPlane firmness_of(const SharedPlane& keep, Size size) {
  if (!keep) return nullptr;
  Plane firmness = resize(*keep, size);
  for (float& value : firmness.values) value = (1 + value) * (1 + value);
  return shared(std::move(firmness));
}

}  // namespace core

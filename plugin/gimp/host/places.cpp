#include "gimp/host/places.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/refusals.h"

namespace gimp {
namespace {

std::string name_of(DrawableRef drawable) { return take_text(gimp_item_get_name(drawable)); }

// A part of a layer's lightness; beyond it 0.
std::vector<float> read_light(DrawableRef layer, const GeglRectangle& area) {
  const core::Plane all = core::plane_of(read_drawable(layer));
  std::vector<float> part(static_cast<std::size_t>(area.width) * area.height, 0.0f);
  const int left = std::max(0, -area.x), right = std::min(area.width, all.width - area.x);
  for (int y = std::max(0, -area.y); y < std::min(area.height, all.height - area.y); ++y) {
    const float* const row = all.values.data() + static_cast<std::size_t>(y + area.y) * all.width + area.x;
    float* const to = part.data() + static_cast<std::size_t>(y) * area.width;
    for (int x = left; x < right; ++x) to[x] = row[x];
  }
  return part;
}

std::vector<float> read_drawable_place(int number, const ContentLayer& content) {
  const DrawableRef drawable = drawable_of_number(number);
  if (!drawable || gimp_item_get_image(drawable) != content.image) {
    throw base::Error(base::format(_("the channel or layer with the number %d, which says where to paint, is "
                                     "not in this image; choose another place"),
                                   number));
  }
  int x = 0, y = 0;
  get_offsets(drawable, &x, &y);
  const GeglRectangle area{content.offset_x - x, content.offset_y - y, content.width, content.height};
  return gimp_item_is_layer(drawable) ? read_light(drawable, area) : read_channel(drawable, area);
}

std::vector<float> read_values(const ui::Place& place, const ContentLayer& content) {
  if (place.kind == ui::Place::Kind::kSelection) {
    if (gimp_selection_is_empty(content.image)) {
      throw base::Error(
          _("nothing is selected, so the selection says no place; select something, or choose "
            "another place"));
    }
    return read_channel(gimp_image_get_selection(content.image),
                        {content.offset_x, content.offset_y, content.width, content.height});
  }
  if (place.kind == ui::Place::Kind::kDrawable) return read_drawable_place(place.id, content);
  const DrawableRef mask = gimp_layer_get_mask(content.layer);
  if (!mask) {
    throw base::Error(base::format(_("the layer %s has no mask that could say a place; choose another"),
                                   content.name.c_str()));
  }
  return read_channel(mask, {0, 0, content.width, content.height});
}

}  // namespace

std::vector<ui::OfferedPlace> places_of(const ContentLayer& content) {
  using Kind = ui::Place::Kind;
  std::vector<ui::OfferedPlace> places;
  if (!gimp_selection_is_empty(content.image)) places.push_back({{Kind::kSelection, -1}, _("Selection")});
  if (DrawableRef(gimp_layer_get_mask(content.layer))) {
    places.push_back({{Kind::kLayerMask, -1}, _("Layer mask")});
  }
  for (const DrawableRef& channel : channels_of(content.image)) {
    places.push_back(
        {{Kind::kDrawable, number_of(channel)}, base::format(_("Channel “%s”"), name_of(channel).c_str())});
  }
  for (const DrawableRef& layer : layers_of(content.image)) {
    if (number_of(layer) == number_of(content.layer)) continue;
    places.push_back(
        {{Kind::kDrawable, number_of(layer)}, base::format(_("Layer “%s”"), name_of(layer).c_str())});
  }
  return places;
}

core::SharedPlane read_place(const ui::Place& place, const ContentLayer& content) {
  if (place.kind == ui::Place::Kind::kEverywhere) return nullptr;
  return std::make_shared<const core::Plane>(
      core::Plane{content.width, content.height, read_values(place, content)});
}

}  // namespace gimp

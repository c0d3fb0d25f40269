#include "gimp/host/place_marks.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "base/translation.h"
#include "gimp/host/places.h"

namespace gimp {
namespace {

using Kind = ui::Place::Kind;

constexpr char kNone[] = "none", kSelection[] = "selection", kMask[] = "mask";

std::string mark_of(const ui::Place& place) {
  if (place.kind == Kind::kSelection) return kSelection;
  if (place.kind == Kind::kLayerMask) return kMask;
  const DrawableRef drawable = place.kind == Kind::kDrawable ? drawable_of_number(place.id) : DrawableRef();
  if (!drawable || !gimp_item_is_valid(drawable)) return kNone;
  return std::to_string(gimp_item_get_tattoo(drawable));
}

// Everywhere where nothing in the image has that tattoo.
ui::Place tattooed(unsigned long tattoo, ImageRef image) {
  std::vector<DrawableRef> candidates = channels_of(image);
  for (const DrawableRef& layer : layers_of(image)) {
    candidates.push_back(layer);
    const DrawableRef mask = gimp_layer_get_mask(layer);
    if (mask) candidates.push_back(mask);
  }
  const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const DrawableRef& drawable) {
    return static_cast<unsigned long>(gimp_item_get_tattoo(drawable)) == tattoo;
  });
  if (found == candidates.end()) return {};
  return {Kind::kDrawable, number_of(*found)};
}

ui::Place place_of(const std::string& mark, const ContentLayer& content) {
  if (mark == kSelection && !gimp_selection_is_empty(content.image)) return {Kind::kSelection, -1};
  if (mark == kMask && DrawableRef(gimp_layer_get_mask(content.layer))) return {Kind::kLayerMask, -1};
  const unsigned long tattoo = std::strtoul(mark.c_str(), nullptr, 10);
  return tattoo == 0 ? ui::Place() : tattooed(tattoo, content.image);
}

}  // namespace

std::string place_marks(const Values& values) {
  std::string text;
  bool any = false;
  const auto add = [&](const ui::Place& place, const char* separator) {
    const std::string mark = mark_of(place);
    any |= mark != kNone;
    text += (text.empty() ? "" : separator) + mark;
  };
  for (const StyleValue& style : values.styles) {
    if (!style.source.empty()) add(style.place, ",");
  }
  add(values.keep, " ");
  add(values.freeze, " ");
  return any ? text : "";
}

std::vector<std::string> set_place_marks(Values& values, const std::string& text,
                                         const ContentLayer& content) {
  std::vector<std::string> notes;
  const auto set = [&](ui::Place& place, const std::string& mark, const char* gone) {
    place = place_of(mark, content);
    if (place.kind == Kind::kEverywhere && !mark.empty() && mark != kNone) notes.emplace_back(gone);
  };
  std::string styles, keep, freeze;
  std::istringstream(text) >> styles >> keep >> freeze;
  std::istringstream marks(styles);
  for (StyleValue& style : values.styles) {
    std::string mark;
    std::getline(marks, mark, ',');
    set(style.place, mark,
        _("the place where a style of this painting painted is not there any more; choose it again"));
  }
  set(values.keep, keep,
      _("the place that this painting kept firmly is not there any more; choose it again"));
  set(values.freeze, freeze,
      _("the place that this painting left as it was is not there any more; choose it again"));
  return notes;
}

}  // namespace gimp

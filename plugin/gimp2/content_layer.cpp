#include "content_layer.h"

#include <algorithm>

#include "base/error.h"
#include "handles.h"
#include "pixels.h"

namespace gimp2 {
namespace {

gint32 layer_of(gint32 drawable) {
  if (gimp_item_is_layer_mask(drawable)) return gimp_layer_from_mask(drawable);
  if (gimp_item_is_channel(drawable)) {
    throw base::Error("a channel has no colours to paint; select a layer instead");
  }
  if (!gimp_item_is_layer(drawable)) throw base::Error("only layers can be painted; select a layer");
  return drawable;
}

base::Error nothing_selected(const ContentLayer& content) {
  return base::Error("the selection does not touch the layer \"" + content.name +
                     "\"; select a part of it, or nothing for all of it");
}

}  // namespace

ContentLayer find_content(gint32 image, gint32 drawable) {
  if (!gimp_image_is_valid(image)) {
    throw base::Error("there is no image with the number " + std::to_string(image));
  }
  if (!gimp_item_is_valid(drawable) || !gimp_item_is_drawable(drawable)) {
    throw base::Error("there is no drawable with the number " + std::to_string(drawable));
  }
  if (gimp_item_get_image(drawable) != image) throw base::Error("the drawable belongs to another image");
  if (gimp_image_base_type(image) == GIMP_INDEXED) {
    throw base::Error("this image has indexed colours; convert it to RGB first (Image > Mode > RGB)");
  }
  ContentLayer content;
  content.image = image;
  content.layer = layer_of(drawable);
  if (gimp_layer_is_floating_sel(content.layer)) {
    throw base::Error("this is a floating selection; anchor it or make it a layer first");
  }
  content.name = take_text(gimp_item_get_name(content.layer));
  content.width = gimp_drawable_width(content.layer);
  content.height = gimp_drawable_height(content.layer);
  gimp_drawable_offsets(content.layer, &content.offset_x, &content.offset_y);
  selected_part(content);
  return content;
}

ui::Area selected_part(const ContentLayer& content) {
  gint x, y, width, height;
  if (!gimp_drawable_mask_intersect(content.layer, &x, &y, &width, &height)) {
    throw nothing_selected(content);
  }
  return {x, y, width, height};
}

void check_still_there(const ContentLayer& content) {
  if (!gimp_image_is_valid(content.image)) {
    throw base::Error("the image was closed while it was being painted, so there is no place for the result");
  }
  if (!gimp_item_is_valid(content.layer) || gimp_item_get_image(content.layer) != content.image ||
      gimp_image_get_item_position(content.image, content.layer) < 0) {
    throw base::Error("the layer \"" + content.name +
                      "\" was deleted while it was being painted, so there is no place for the result");
  }
  if (gimp_image_base_type(content.image) == GIMP_INDEXED) {
    throw base::Error("the image was converted to indexed colours while it was being painted");
  }
}

std::vector<float> content_mask(const ContentLayer& content) {
  std::vector<float> mask;
  if (!gimp_selection_is_empty(content.image)) {
    // The selection is as large as the image; the layer may lie anywhere.
    mask = read_mask(gimp_image_get_selection(content.image), content.offset_x, content.offset_y,
                     content.width, content.height);
    // find_content() saw only the selection's bounds; it may be a frame around the layer.
    if (std::all_of(mask.begin(), mask.end(), [](float value) { return value <= 0; })) {
      throw nothing_selected(content);
    }
  }
  const gint32 layer_mask = gimp_layer_get_mask(content.layer);
  if (layer_mask == -1 || !gimp_layer_get_apply_mask(content.layer)) return mask;
  const std::vector<float> own = read_mask(layer_mask, 0, 0, content.width, content.height);
  if (mask.empty()) return own;
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] *= own[i];
  return mask;
}

}  // namespace gimp2

#include "gimp/host/content_layer.h"

#include "gimp/host/drawable_pixels.h"
#include "gimp/refusals.h"

namespace gimp {
namespace {

DrawableRef layer_of(DrawableRef drawable) {
  if (gimp_item_is_layer_mask(drawable)) return gimp_layer_from_mask(drawable);
  if (gimp_item_is_channel(drawable)) throw channel_chosen();
  if (!gimp_item_is_layer(drawable)) throw no_layer();
  return drawable;
}

}  // namespace

ContentLayer find_content(ImageRef image, DrawableRef drawable, bool may_convert) {
  if (gimp_item_get_image(drawable) != image) throw drawable_of_another_image();
  ContentLayer content;
  content.to_rgb = base_type(image) == GIMP_INDEXED;
  if (content.to_rgb && !may_convert) throw indexed_colours();
  content.image = image;
  content.layer = layer_of(drawable);
  if (gimp_layer_is_floating_sel(content.layer)) throw floating_selection();
  content.name = take_text(gimp_item_get_name(content.layer));
  content.width = width_of(content.layer);
  content.height = height_of(content.layer);
  get_offsets(content.layer, &content.offset_x, &content.offset_y);
  selected_part(content);
  return content;
}

ContentLayer find_again(const ContentLayer& content) {
  check_still_there(content);
  return find_content(content.image, content.layer, content.to_rgb);
}

void check_still_there(const ContentLayer& content) {
  if (!gimp_image_is_valid(content.image)) throw image_closed_meanwhile();
  if (!gimp_item_is_valid(content.layer) || gimp_item_get_image(content.layer) != content.image ||
      gimp_image_get_item_position(content.image, content.layer) < 0) {
    throw layer_deleted_meanwhile(content.name);
  }
  if (base_type(content.image) == GIMP_INDEXED && !content.to_rgb) throw indexed_meanwhile();
}

ui::Area selected_part(const ContentLayer& content) {
  gint x, y, width, height;
  if (!gimp_drawable_mask_intersect(content.layer, &x, &y, &width, &height)) {
    throw nothing_selected(content.name);
  }
  return {x, y, width, height};
}

std::vector<float> content_mask(const ContentLayer& content, bool selection_counts) {
  std::vector<float> mask;
  if (selection_counts && !gimp_selection_is_empty(content.image)) {
    // The selection is as large as the image; the layer may lie anywhere.
    mask = read_channel(gimp_image_get_selection(content.image),
                        {content.offset_x, content.offset_y, content.width, content.height});
    // find_content() saw only the selection's bounds; it may be a frame around the layer.
    if (is_zero(mask)) throw nothing_selected(content.name);
  }
  const DrawableRef layer_mask = gimp_layer_get_mask(content.layer);
  if (!layer_mask || !gimp_layer_get_apply_mask(content.layer)) return mask;
  return multiply_masks(mask, read_channel(layer_mask, {0, 0, content.width, content.height}));
}

}  // namespace gimp

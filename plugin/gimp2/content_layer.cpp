#include "content_layer.h"

#include "base/error.h"
#include "base/translation.h"
#include "drawable_pixels.h"
#include "gimp/pixels.h"
#include "gimp/refusals.h"
#include "handles.h"

namespace gimp2 {
namespace {

gint32 layer_of(gint32 drawable) {
  if (gimp_item_is_layer_mask(drawable)) return gimp_layer_from_mask(drawable);
  if (gimp_item_is_channel(drawable)) throw gimp::channel_chosen();
  if (!gimp_item_is_layer(drawable)) throw gimp::no_layer();
  return drawable;
}

}  // namespace

ContentLayer find_content(gint32 image, gint32 drawable) {
  if (!gimp_image_is_valid(image)) {
    throw base::Error(base::format(_("there is no image with the number %d"), image));
  }
  if (!gimp_item_is_valid(drawable) || !gimp_item_is_drawable(drawable)) {
    throw base::Error(base::format(_("there is no drawable with the number %d"), drawable));
  }
  if (gimp_item_get_image(drawable) != image) throw gimp::drawable_of_another_image();
  if (gimp_image_base_type(image) == GIMP_INDEXED) throw gimp::indexed_colours();
  ContentLayer content;
  content.image = image;
  content.layer = layer_of(drawable);
  if (gimp_layer_is_floating_sel(content.layer)) throw gimp::floating_selection();
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
    throw gimp::nothing_selected(content.name);
  }
  return {x, y, width, height};
}

void check_still_there(const ContentLayer& content) {
  if (!gimp_image_is_valid(content.image)) throw gimp::image_closed_meanwhile();
  if (!gimp_item_is_valid(content.layer) || gimp_item_get_image(content.layer) != content.image ||
      gimp_image_get_item_position(content.image, content.layer) < 0) {
    throw gimp::layer_deleted_meanwhile(content.name);
  }
  if (gimp_image_base_type(content.image) == GIMP_INDEXED) throw gimp::indexed_meanwhile();
}

std::vector<float> content_mask(const ContentLayer& content) {
  std::vector<float> mask;
  if (!gimp_selection_is_empty(content.image)) {
    // The selection is as large as the image; the layer may lie anywhere.
    mask = read_channel(gimp_image_get_selection(content.image),
                        {content.offset_x, content.offset_y, content.width, content.height});
    // find_content() saw only the selection's bounds; it may be a frame around the layer.
    if (gimp::is_zero(mask)) throw gimp::nothing_selected(content.name);
  }
  const gint32 layer_mask = gimp_layer_get_mask(content.layer);
  if (layer_mask == -1 || !gimp_layer_get_apply_mask(content.layer)) return mask;
  return gimp::multiply_masks(mask, read_channel(layer_mask, {0, 0, content.width, content.height}));
}

}  // namespace gimp2

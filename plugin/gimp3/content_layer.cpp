#include "content_layer.h"

#include "base/error.h"
#include "drawable_pixels.h"
#include "gimp/pixels.h"
#include "gimp/refusals.h"
#include "handles.h"

namespace gimp3 {
namespace {

GimpDrawable* only_one(GimpDrawable* const* drawables) {
  std::size_t count = 0;
  while (drawables && drawables[count]) ++count;
  if (count == 0) throw gimp::no_layer();
  if (count > 1) throw gimp::several_layers(count);
  return drawables[0];
}

GimpLayer* layer_of(GimpDrawable* drawable) {
  if (GIMP_IS_LAYER_MASK(drawable)) return gimp_layer_from_mask(GIMP_LAYER_MASK(drawable));
  if (GIMP_IS_CHANNEL(drawable)) throw gimp::channel_chosen();
  if (!GIMP_IS_LAYER(drawable)) throw gimp::no_layer();
  return GIMP_LAYER(drawable);
}

}  // namespace

ContentLayer find_content(GimpImage* image, GimpDrawable* const* drawables) {
  GimpDrawable* const drawable = only_one(drawables);
  if (gimp_item_get_image(GIMP_ITEM(drawable)) != image) throw gimp::drawable_of_another_image();
  if (gimp_image_get_base_type(image) == GIMP_INDEXED) throw gimp::indexed_colours();
  ContentLayer content;
  content.image = image;
  content.layer = layer_of(drawable);
  if (gimp_layer_is_floating_sel(content.layer)) throw gimp::floating_selection();
  content.name = take_text(gimp_item_get_name(GIMP_ITEM(content.layer)));
  content.width = gimp_drawable_get_width(content.drawable());
  content.height = gimp_drawable_get_height(content.drawable());
  gimp_drawable_get_offsets(content.drawable(), &content.offset_x, &content.offset_y);
  selected_part(content);
  return content;
}

ContentLayer find_again(const ContentLayer& content) {
  check_still_there(content);
  GimpDrawable* const drawables[] = {content.drawable(), nullptr};
  return find_content(content.image, drawables);
}

void check_still_there(const ContentLayer& content) {
  GimpItem* const item = GIMP_ITEM(content.layer);
  if (!gimp_image_is_valid(content.image)) throw gimp::image_closed_meanwhile();
  if (!gimp_item_is_valid(item) || gimp_item_get_image(item) != content.image ||
      gimp_image_get_item_position(content.image, item) < 0) {
    throw gimp::layer_deleted_meanwhile(content.name);
  }
  if (gimp_image_get_base_type(content.image) == GIMP_INDEXED) throw gimp::indexed_meanwhile();
}

ui::Area selected_part(const ContentLayer& content) {
  gint x, y, width, height;
  if (!gimp_drawable_mask_intersect(content.drawable(), &x, &y, &width, &height)) {
    throw gimp::nothing_selected(content.name);
  }
  return {x, y, width, height};
}

std::vector<float> content_mask(const ContentLayer& content) {
  std::vector<float> mask;
  if (!gimp_selection_is_empty(content.image)) {
    // The selection is as large as the image; the layer may lie anywhere.
    mask = read_channel(GIMP_DRAWABLE(gimp_image_get_selection(content.image)),
                        {content.offset_x, content.offset_y, content.width, content.height});
    // find_content() saw only the selection's bounds; it may be a frame around the layer.
    if (gimp::is_zero(mask)) throw gimp::nothing_selected(content.name);
  }
  GimpLayerMask* const layer_mask = gimp_layer_get_mask(content.layer);
  if (!layer_mask || !gimp_layer_get_apply_mask(content.layer)) return mask;
  return gimp::multiply_masks(mask,
                              read_channel(GIMP_DRAWABLE(layer_mask), {0, 0, content.width, content.height}));
}

}  // namespace gimp3

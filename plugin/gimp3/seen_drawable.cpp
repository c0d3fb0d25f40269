#include "seen_drawable.h"

#include "gimp/refusals.h"

namespace gimp3 {
namespace {

bool has_filters(GimpDrawable* drawable) {
  const Allocated<GimpDrawableFilter*> filters(gimp_drawable_get_filters(drawable));
  return filters && *filters.get();
}

// Null without filters.
GimpImage* image_of_copy(GimpDrawable* drawable) {
  if (!has_filters(drawable)) return nullptr;
  GimpImage* const original = gimp_item_get_image(GIMP_ITEM(drawable));
  // Filters may make colours that an indexed image lacks.
  const bool gray = gimp_image_get_base_type(original) == GIMP_GRAY;
  GimpImage* const image =
      gimp_image_new_with_precision(gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable),
                                    gray ? GIMP_GRAY : GIMP_RGB, gimp_image_get_precision(original));
  gimp_image_undo_disable(image);
  if (const ProfileHandle profile(gimp_image_get_color_profile(original)); profile) {
    gimp_image_set_color_profile(image, profile.get());
  }
  return image;
}

// The copy alone and opaque at the place where the image shows all of it. Null where GIMP cannot.
GimpLayer* render_copy(GimpDrawable* drawable, GimpImage* image) {
  if (!image) return nullptr;
  LooseLayer copy(gimp_layer_new_from_drawable(drawable, image));
  if (!copy.get() || !gimp_image_insert_layer(image, copy.get(), nullptr, 0)) {
    throw gimp::unreadable_picture(take_text(gimp_item_get_name(GIMP_ITEM(drawable))), last_error());
  }
  GimpLayer* const layer = copy.release();
  gimp_item_set_lock_position(GIMP_ITEM(layer), FALSE);
  gimp_item_set_lock_visibility(GIMP_ITEM(layer), FALSE);
  if (gimp_layer_get_mask(layer)) gimp_layer_remove_mask(layer, GIMP_MASK_DISCARD);
  gimp_layer_set_offsets(layer, 0, 0);
  gimp_layer_set_opacity(layer, 100);
  gimp_layer_set_mode(layer, GIMP_LAYER_MODE_NORMAL);
  gimp_item_set_visible(GIMP_ITEM(layer), TRUE);
  // Merging the filters would make the layer larger where they reach beyond it.
  GimpLayer* const seen = gimp_layer_new_from_visible(image, image, "seen");
  if (!seen) throw gimp::unreadable_picture(take_text(gimp_item_get_name(GIMP_ITEM(drawable))), last_error());
  return seen;
}

}  // namespace

SeenDrawable::SeenDrawable(GimpDrawable* drawable)
    : drawable_(drawable), image_(image_of_copy(drawable)), rendered_(render_copy(drawable, image_.get())) {}

}  // namespace gimp3

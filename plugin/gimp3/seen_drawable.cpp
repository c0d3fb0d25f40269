#include "seen_drawable.h"

#include "gimp/refusals.h"

namespace gimp {
namespace {

bool has_filters(DrawableRef drawable) {
  const Allocated<GimpDrawableFilter*> filters(gimp_drawable_get_filters(drawable));
  return filters && *filters.get();
}

// Null without filters.
ImageRef image_of_copy(DrawableRef drawable) {
  if (!has_filters(drawable)) return nullptr;
  const ImageRef original = gimp_item_get_image(drawable);
  // Filters may make colours that an indexed image lacks.
  const bool gray = base_type(original) == GIMP_GRAY;
  const ImageRef image =
      gimp_image_new_with_precision(width_of(drawable), height_of(drawable), gray ? GIMP_GRAY : GIMP_RGB,
                                    gimp_image_get_precision(original));
  gimp_image_undo_disable(image);
  if (const ProfileHandle profile(gimp_image_get_color_profile(original)); profile) {
    gimp_image_set_color_profile(image, profile.get());
  }
  return image;
}

// The copy alone and opaque at the place where the image shows all of it. None where there is no image for
// it.
DrawableRef render_copy(DrawableRef drawable, ImageRef image) {
  if (!image) return {};
  LooseLayer copy(gimp_layer_new_from_drawable(drawable, image));
  if (!copy.get() || !gimp_image_insert_layer(image, copy.get(), nullptr, 0)) {
    throw unreadable_picture(take_text(gimp_item_get_name(drawable)), last_error());
  }
  const DrawableRef layer = copy.release();
  gimp_item_set_lock_position(layer, FALSE);
  gimp_item_set_lock_visibility(layer, FALSE);
  if (gimp_layer_get_mask(layer)) gimp_layer_remove_mask(layer, GIMP_MASK_DISCARD);
  gimp_layer_set_offsets(layer, 0, 0);
  gimp_layer_set_opacity(layer, 100);
  gimp_layer_set_mode(layer, GIMP_LAYER_MODE_NORMAL);
  gimp_item_set_visible(layer, TRUE);
  // Merging the filters would make the layer larger where they reach beyond it.
  const DrawableRef seen = gimp_layer_new_from_visible(image, image, "seen");
  if (!seen) throw unreadable_picture(take_text(gimp_item_get_name(drawable)), last_error());
  return seen;
}

}  // namespace

SeenDrawable::SeenDrawable(DrawableRef drawable)
    : drawable_(drawable), image_(image_of_copy(drawable)), rendered_(render_copy(drawable, image_.get())) {}

}  // namespace gimp

#include "gimp/host/layer_writer.h"

#include <optional>

#include "core/resample.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/host/owners.h"
#include "gimp/refusals.h"

namespace gimp {
namespace {

// A gray image takes only gray layers: babl then keeps the result's luminance.
GimpImageType layer_type(ImageRef image, bool with_alpha) {
  if (base_type(image) == GIMP_GRAY) return with_alpha ? GIMP_GRAYA_IMAGE : GIMP_GRAY_IMAGE;
  return with_alpha ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE;
}

void add_mask(DrawableRef layer, const std::vector<float>& values) {
  const DrawableRef mask = gimp_layer_create_mask(layer, GIMP_ADD_MASK_WHITE);
  if (!mask || !gimp_layer_add_mask(layer, mask)) throw refused_mask(last_error());
  write_channel(mask, values);
}

}  // namespace

DrawableRef add_result(const ContentLayer& content, const std::vector<float>& alpha,
                       const std::vector<float>& mask, const core::Image& picture,
                       const std::string& layer_name, const PaintingRecipe& recipe, DrawableRef replaced) {
  check_still_there(content);
  std::optional<UndoGroup> undo_group;  // from the first change of the image
  if (base_type(content.image) == GIMP_INDEXED) {
    undo_group.emplace(content.image);
    gimp_image_convert_rgb(content.image);
  }
  LooseLayer layer(gimp_layer_new(content.image, layer_name.c_str(), content.width, content.height,
                                  layer_type(content.image, !alpha.empty()), 100,
                                  gimp_image_get_default_new_layer_mode(content.image)));
  if (!layer.get()) throw refused_layer(last_error());
  const bool same_size = picture.width() == content.width && picture.height() == content.height;
  write_drawable(layer.get(), same_size ? picture : core::resize(picture, content.width, content.height),
                 alpha);
  gimp_layer_set_offsets(layer.get(), content.offset_x, content.offset_y);
  attach_recipe(layer.get(), recipe, content);

  if (!undo_group) undo_group.emplace(content.image);
  const bool replaces = replaced && gimp_item_is_valid(replaced) &&
                        gimp_item_get_image(replaced) == content.image &&
                        gimp_image_get_item_position(content.image, replaced) >= 0;
  const DrawableRef below = replaces ? replaced : content.layer;
  const DrawableRef parent = gimp_item_get_parent(below);
  if (!gimp_image_insert_layer(content.image, layer.get(), parent,
                               gimp_image_get_item_position(content.image, below))) {
    throw refused_layer(last_error());
  }
  const DrawableRef added = layer.release();
  try {
    if (!mask.empty()) add_mask(added, mask);
  } catch (...) {
    gimp_image_remove_layer(content.image, added);
    throw;
  }
  if (replaces) gimp_image_remove_layer(content.image, replaced);
  return added;
}

}  // namespace gimp

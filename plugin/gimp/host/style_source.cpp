#include "gimp/host/style_source.h"

#include "gimp/host/drawable_pixels.h"
#include "gimp/host/owners.h"
#include "gimp/picture_file.h"
#include "gimp/refusals.h"
#include "seen_drawable.h"

namespace gimp {
namespace {

// Else its colours are sRGB.
bool has_own_profile(ImageRef image) { return ProfileHandle(gimp_image_get_color_profile(image)) != nullptr; }

// Null where the profile makes no difference: the content is gray, or both are sRGB or the same.
ProfileHandle profile_to_convert_to(ImageRef from_image, ImageRef content_image) {
  if (base_type(content_image) == GIMP_GRAY) return nullptr;
  if (!has_own_profile(content_image) && !has_own_profile(from_image)) return nullptr;
  ProfileHandle wanted(gimp_image_get_effective_color_profile(content_image));
  const ProfileHandle found(gimp_image_get_effective_color_profile(from_image));
  if (!wanted || !found || gimp_color_profile_is_equal(wanted.get(), found.get())) return nullptr;
  return wanted;
}

core::Image read_converted(DrawableRef original, ImageRef content_image) {
  const SeenDrawable seen(original);  // filters come before the conversion, as in GIMP
  const DrawableRef drawable = seen.get();
  const ImageRef image = gimp_item_get_image(drawable);
  const ProfileHandle profile = profile_to_convert_to(image, content_image);
  if (!profile) return read_drawable(drawable);
  const OwnImage converted(gimp_image_new_with_precision(width_of(drawable), height_of(drawable), GIMP_RGB,
                                                         gimp_image_get_precision(image)));
  gimp_image_undo_disable(converted.get());
  gimp_image_set_color_profile(converted.get(), profile.get());
  // Converts to the other image's colour model and profile.
  const LooseLayer layer(gimp_layer_new_from_drawable(drawable, converted.get()));
  if (!layer.get()) throw unconvertible_colours(last_error());
  return read_drawable(layer.get());
}

// `image` must be our own.
core::Image read_visible(ImageRef image, ImageRef content_image, const std::string& name) {
  gimp_image_undo_disable(image);
  // Else the new layer's colours would be reduced to the palette.
  if (base_type(image) == GIMP_INDEXED) gimp_image_convert_rgb(image);
  const LooseLayer visible(gimp_layer_new_from_visible(image, image, "visible"));
  if (!visible.get()) throw unreadable_picture(name, last_error());
  return read_converted(visible.get(), content_image);
}

std::string base_name(const std::string& path) {
  return take_text(g_filename_display_basename(path.c_str()));
}

}  // namespace

core::Image read_picture_file(const std::string& given, ImageRef content_image) {
  const std::string file = local_path(given);
  check_picture_file(file);
  const OwnImage image(load_image(file));
  if (!image.get()) throw unreadable_picture(shown_path(file), last_error());
  return read_visible(image.get(), content_image, shown_path(file));
}

core::Image read_style(const StyleSource& source, ImageRef content_image) {
  if (!source.file.empty()) return read_picture_file(source.file, content_image);
  if (source.image) {
    if (!gimp_image_is_valid(source.image)) throw style_image_closed();
    const OwnImage copy(gimp_image_duplicate(source.image));
    return read_visible(copy.get(), content_image, image_title(source.image));
  }
  if (source.drawable) {
    if (!gimp_item_is_valid(source.drawable)) throw style_image_closed();
    return read_converted(source.drawable, content_image);
  }
  throw no_style_chosen();
}

std::string image_title(ImageRef image) {
  std::string path = saved_path(image);
  if (path.empty()) path = imported_path(image);
  return path.empty() ? take_text(gimp_image_get_name(image)) : base_name(path);
}

std::string style_name(const StyleSource& source) {
  if (!source.file.empty()) return base_name(source.file);
  if (source.image) return image_title(source.image);
  return take_text(gimp_item_get_name(source.drawable));
}

}  // namespace gimp

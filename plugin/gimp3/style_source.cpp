#include "style_source.h"

#include "drawable_pixels.h"
#include "gimp/picture_file.h"
#include "gimp/refusals.h"
#include "handles.h"
#include "seen_drawable.h"

namespace gimp3 {
namespace {

// Else its colours are sRGB.
bool has_own_profile(GimpImage* image) {
  return ProfileHandle(gimp_image_get_color_profile(image)) != nullptr;
}

// Null where the profile makes no difference: the content is gray, or both are sRGB or the same.
ProfileHandle profile_to_convert_to(GimpImage* from_image, GimpImage* content_image) {
  if (gimp_image_get_base_type(content_image) != GIMP_RGB) return nullptr;
  if (!has_own_profile(content_image) && !has_own_profile(from_image)) return nullptr;
  ProfileHandle wanted(gimp_image_get_effective_color_profile(content_image));
  const ProfileHandle found(gimp_image_get_effective_color_profile(from_image));
  if (!wanted || !found || gimp_color_profile_is_equal(wanted.get(), found.get())) return nullptr;
  return wanted;
}

core::Image read_converted(GimpDrawable* original, GimpImage* content_image) {
  const SeenDrawable seen(original);  // filters come before the conversion, as in GIMP
  GimpDrawable* const drawable = seen.get();
  GimpImage* const image = gimp_item_get_image(GIMP_ITEM(drawable));
  const ProfileHandle profile = profile_to_convert_to(image, content_image);
  if (!profile) return read_drawable(drawable);
  const OwnImage converted(gimp_image_new_with_precision(gimp_drawable_get_width(drawable),
                                                         gimp_drawable_get_height(drawable), GIMP_RGB,
                                                         gimp_image_get_precision(image)));
  gimp_image_undo_disable(converted.get());
  gimp_image_set_color_profile(converted.get(), profile.get());
  // Converts to the other image's colour model and profile.
  const LooseLayer layer(gimp_layer_new_from_drawable(drawable, converted.get()));
  if (!layer.get()) throw gimp::unconvertible_colours(last_error());
  return read_drawable(GIMP_DRAWABLE(layer.get()));
}

// `image` must be our own.
core::Image read_visible(GimpImage* image, GimpImage* content_image, const std::string& name) {
  gimp_image_undo_disable(image);
  // Else the new layer's colours would be reduced to the palette.
  if (gimp_image_get_base_type(image) == GIMP_INDEXED) gimp_image_convert_rgb(image);
  const LooseLayer visible(gimp_layer_new_from_visible(image, image, "visible"));
  if (!visible.get()) throw gimp::unreadable_picture(name, last_error());
  return read_converted(GIMP_DRAWABLE(visible.get()), content_image);
}

// Takes the file over.
std::string base_name(GFile* file) {
  const FileHandle owner(file);
  if (!file || !g_file_peek_path(file)) return {};
  return take_text(g_filename_display_basename(g_file_peek_path(file)));
}

}  // namespace

core::Image read_picture_file(const std::string& file, GimpImage* content_image) {
  gimp::check_picture_file(file);
  const FileHandle handle(g_file_new_for_path(file.c_str()));
  const OwnImage image(gimp_file_load(GIMP_RUN_NONINTERACTIVE, handle.get()));
  if (!image.get()) throw gimp::unreadable_picture(gimp::shown_path(file), last_error());
  return read_visible(image.get(), content_image, gimp::shown_path(file));
}

core::Image read_style(const StyleSource& source, GimpImage* content_image) {
  if (!source.file.empty()) return read_picture_file(source.file, content_image);
  if (source.image) {
    if (!gimp_image_is_valid(source.image)) throw gimp::style_image_closed();
    const OwnImage copy(gimp_image_duplicate(source.image));
    return read_visible(copy.get(), content_image, image_title(source.image));
  }
  if (source.drawable) {
    if (!gimp_item_is_valid(GIMP_ITEM(source.drawable))) throw gimp::style_image_closed();
    return read_converted(source.drawable, content_image);
  }
  throw gimp::no_style_given();
}

std::string image_title(GimpImage* image) {
  std::string name = base_name(gimp_image_get_file(image));
  if (name.empty()) name = base_name(gimp_image_get_imported_file(image));
  return name.empty() ? take_text(gimp_image_get_name(image)) : name;
}

std::string style_name(const StyleSource& source) {
  if (!source.file.empty()) return take_text(g_filename_display_basename(source.file.c_str()));
  if (source.image) return image_title(source.image);
  return take_text(gimp_item_get_name(GIMP_ITEM(source.drawable)));
}

}  // namespace gimp3

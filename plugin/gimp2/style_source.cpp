#include "style_source.h"

#include "base/error.h"
#include "base/translation.h"
#include "drawable_pixels.h"
#include "gimp/picture_file.h"
#include "gimp/refusals.h"
#include "handles.h"

namespace gimp2 {
namespace {

// Else its colours are sRGB.
bool has_own_profile(gint32 image) { return ProfileHandle(gimp_image_get_color_profile(image)) != nullptr; }

// Null where the profile makes no difference: the content is gray, or both are sRGB or the same.
ProfileHandle profile_to_convert_to(gint32 from_image, gint32 content_image) {
  if (gimp_image_base_type(content_image) != GIMP_RGB) return nullptr;
  if (!has_own_profile(content_image) && !has_own_profile(from_image)) return nullptr;
  ProfileHandle wanted(gimp_image_get_effective_color_profile(content_image));
  const ProfileHandle found(gimp_image_get_effective_color_profile(from_image));
  if (!wanted || !found || gimp_color_profile_is_equal(wanted.get(), found.get())) return nullptr;
  return wanted;
}

core::Image read_converted(gint32 drawable, gint32 content_image) {
  const gint32 image = gimp_item_get_image(drawable);
  const ProfileHandle profile = profile_to_convert_to(image, content_image);
  if (!profile) return read_drawable(drawable);
  const OwnImage converted(gimp_image_new_with_precision(gimp_drawable_width(drawable),
                                                         gimp_drawable_height(drawable), GIMP_RGB,
                                                         gimp_image_get_precision(image)));
  gimp_image_undo_disable(converted.id());
  gimp_image_set_color_profile(converted.id(), profile.get());
  // Converts to the other image's colour model and profile.
  const LooseLayer layer(gimp_layer_new_from_drawable(drawable, converted.id()));
  if (layer.id() == -1) throw gimp::unconvertible_colours(gimp_get_pdb_error());
  return read_drawable(layer.id());
}

// `image` must be our own.
core::Image read_visible(gint32 image, gint32 content_image, const std::string& name) {
  gimp_image_undo_disable(image);
  // Else the new layer's colours would be reduced to the palette.
  if (gimp_image_base_type(image) == GIMP_INDEXED) gimp_image_convert_rgb(image);
  const LooseLayer visible(gimp_layer_new_from_visible(image, image, "visible"));
  if (visible.id() == -1) throw gimp::unreadable_picture(name, gimp_get_pdb_error());
  return read_converted(visible.id(), content_image);
}

}  // namespace

core::Image read_picture_file(const std::string& file, gint32 content_image) {
  gimp::check_picture_file(file);
  const OwnImage image(gimp_file_load(GIMP_RUN_NONINTERACTIVE, file.c_str(), file.c_str()));
  if (image.id() == -1) throw gimp::unreadable_picture(gimp::shown_path(file), gimp_get_pdb_error());
  return read_visible(image.id(), content_image, gimp::shown_path(file));
}

core::Image read_style(const StyleSource& source, gint32 content_image) {
  if (!source.file.empty()) return read_picture_file(source.file, content_image);
  if (source.image != -1) {
    if (!gimp_image_is_valid(source.image)) throw gimp::style_image_closed();
    const OwnImage copy(gimp_image_duplicate(source.image));
    return read_visible(copy.id(), content_image, image_title(source.image));
  }
  if (source.drawable != -1) {
    if (!gimp_item_is_valid(source.drawable) || !gimp_item_is_drawable(source.drawable)) {
      throw base::Error(base::format(_("there is no style drawable with the number %d"), source.drawable));
    }
    return read_converted(source.drawable, content_image);
  }
  throw base::Error(_("no style is chosen"));
}

std::string image_title(gint32 image) {
  std::string uri = take_text(gimp_image_get_uri(image));
  if (uri.empty()) uri = take_text(gimp_image_get_imported_uri(image));
  const std::string file = uri.empty() ? "" : take_text(g_filename_from_uri(uri.c_str(), nullptr, nullptr));
  if (file.empty()) return take_text(gimp_image_get_name(image));
  return take_text(g_filename_display_basename(file.c_str()));
}

std::string style_name(const StyleSource& source) {
  if (!source.file.empty()) return take_text(g_filename_display_basename(source.file.c_str()));
  if (source.image != -1) return image_title(source.image);
  return take_text(gimp_item_get_name(source.drawable));
}

}  // namespace gimp2

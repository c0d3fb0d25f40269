// What GIMP 2.10 calls things, for gimp/host. Images and drawables (layers, masks, channels, the selection)
// are numbers. What libgimp calls alike in both generations is called directly and is not here.
#pragma once

#include <libgimp/gimp.h>

#include <string>
#include <vector>

#include "gimp/command_text.h"
#include "gimp/handles.h"
#include "gimp/pixels.h"

namespace gimp {

// Refers to something of GIMP's, or to nothing; it owns nothing, and what it refers to may have gone.
template <typename What>
class Number {
 public:
  Number() = default;
  Number(gint32 number) : number_(number) {}
  operator gint32() const { return number_; }
  explicit operator bool() const { return number_ != kNothing; }

 private:
  static constexpr gint32 kNothing = -1;
  gint32 number_ = kNothing;
};
using ImageRef = Number<struct AnImage>;
using DrawableRef = Number<struct ADrawable>;

// What GIMP says of the call that failed last.
inline std::string last_error() { return gimp_get_pdb_error(); }

inline GimpImageBaseType base_type(ImageRef image) { return gimp_image_base_type(image); }
inline int width_of(DrawableRef drawable) { return gimp_drawable_width(drawable); }
inline int height_of(DrawableRef drawable) { return gimp_drawable_height(drawable); }
inline void get_offsets(DrawableRef drawable, int* x, int* y) { gimp_drawable_offsets(drawable, x, y); }

inline int width_of(ImageRef image) { return gimp_image_width(image); }
inline int height_of(ImageRef image) { return gimp_image_height(image); }
// So that a script may show and hide it.
inline void unlock_visibility(DrawableRef) {}

inline ImageRef load_image(const std::string& path) {
  return gimp_file_load(GIMP_RUN_NONINTERACTIVE, path.c_str(), path.c_str());
}

// Takes the text over. Empty for what is not a file on this computer.
inline std::string path_of(gchar* uri) {
  const std::string text = take_text(uri);
  return text.empty() ? "" : take_text(g_filename_from_uri(text.c_str(), nullptr, nullptr));
}

// The paths that an image is saved in and comes from; empty: none.
inline std::string saved_path(ImageRef image) { return path_of(gimp_image_get_uri(image)); }
inline std::string imported_path(ImageRef image) { return path_of(gimp_image_get_imported_uri(image)); }

inline std::vector<ImageRef> open_images() {
  gint count = 0;
  const Allocated<gint> numbers(gimp_image_list(&count));
  return {numbers.get(), numbers.get() + count};
}
inline int number_of(ImageRef image) { return image; }
inline ImageRef image_of_number(int number) { return number; }
inline int number_of(DrawableRef drawable) { return drawable; }
// None where there is none of that number.
inline DrawableRef drawable_of_number(int number) {
  const bool is_one = gimp_item_is_valid(number) && gimp_item_is_drawable(number);
  return is_one ? DrawableRef(number) : DrawableRef();
}

inline std::vector<DrawableRef> channels_of(ImageRef image) {
  gint count = 0;
  const Allocated<gint> numbers(gimp_image_get_channels(image, &count));
  return {numbers.get(), numbers.get() + count};
}
inline std::vector<DrawableRef> layers_of(ImageRef image) {
  gint count = 0;
  const Allocated<gint> numbers(gimp_image_get_layers(image, &count));
  return {numbers.get(), numbers.get() + count};
}

// At most `size` wide and high; may be empty.
inline core::Image thumbnail(ImageRef image, int size) {
  gint width = size;
  gint height = size;
  gint pixel_bytes = 0;
  const Allocated<guchar> bytes(gimp_image_get_thumbnail_data(image, &width, &height, &pixel_bytes));
  if (!bytes || width < 1 || height < 1 || pixel_bytes < 1 || pixel_bytes > 4) return {};
  return picture_of_bytes(bytes.get(), width, height, pixel_bytes);
}

// What is attached under a name; empty: nothing.
inline std::string parasite_text(DrawableRef item, const char* name) {
  GimpParasite* const parasite = gimp_item_get_parasite(item, name);
  if (parasite == nullptr) return "";
  std::string text(static_cast<const char*>(gimp_parasite_data(parasite)), gimp_parasite_data_size(parasite));
  gimp_parasite_free(parasite);
  return text.substr(0, text.find('\0'));
}

// What a run can be copied as besides a command line; null: not here.
using ScriptText = std::string (*)(const PaintCommand&);
inline constexpr ScriptText kScriptFu = script_fu_2, kPython = nullptr;

// The X window that GIMP shows progress in, or 0.
inline unsigned long progress_window() { return gimp_progress_get_window_handle(); }

}  // namespace gimp

// What GIMP 3 calls things, for gimp/host. Images and drawables (layers, masks, channels, the selection) are
// objects of libgimp's own, which nobody unreferences. What libgimp calls alike in both generations is called
// directly and is not here.
#pragma once

#include <libgimp/gimp.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "gimp/command_text.h"
#include "gimp/handles.h"
#include "gimp/pixels.h"

namespace gimp {

using FileHandle = ObjectHandle<GFile>;

struct BytesDeleter {
  void operator()(GBytes* bytes) const { g_bytes_unref(bytes); }
};
using BytesHandle = std::unique_ptr<GBytes, BytesDeleter>;

// Refers to something of GIMP's, or to nothing; it owns nothing, and what it refers to may have gone.
using ImageRef = GimpImage*;

// C++ does not know which of libgimp's types are derived from which; GObject does, and checks.
class DrawableRef {
 public:
  DrawableRef() = default;
  template <typename Item>
  DrawableRef(Item* item) : drawable_(item ? GIMP_DRAWABLE(item) : nullptr) {}
  operator GimpDrawable*() const { return drawable_; }
  operator GimpItem*() const { return drawable_ ? GIMP_ITEM(drawable_) : nullptr; }
  operator GimpLayer*() const { return drawable_ ? GIMP_LAYER(drawable_) : nullptr; }
  operator GimpLayerMask*() const { return drawable_ ? GIMP_LAYER_MASK(drawable_) : nullptr; }
  explicit operator bool() const { return drawable_ != nullptr; }

 private:
  GimpDrawable* drawable_ = nullptr;
};

// What GIMP says of the call that failed last.
inline std::string last_error() {
  const gchar* const text = gimp_pdb_get_last_error(gimp_get_pdb());
  return text ? text : "";
}

inline GimpImageBaseType base_type(ImageRef image) { return gimp_image_get_base_type(image); }
inline int width_of(DrawableRef drawable) { return gimp_drawable_get_width(drawable); }
inline int height_of(DrawableRef drawable) { return gimp_drawable_get_height(drawable); }
inline void get_offsets(DrawableRef drawable, int* x, int* y) { gimp_drawable_get_offsets(drawable, x, y); }

inline int width_of(ImageRef image) { return gimp_image_get_width(image); }
inline int height_of(ImageRef image) { return gimp_image_get_height(image); }
// So that a script may show and hide it.
inline void unlock_visibility(DrawableRef layer) { gimp_item_set_lock_visibility(layer, FALSE); }

inline ImageRef load_image(const std::string& path) {
  const FileHandle file(g_file_new_for_path(path.c_str()));
  return gimp_file_load(GIMP_RUN_NONINTERACTIVE, file.get());
}

// Takes the file over. Empty for what is not a file on this computer.
inline std::string path_of(GFile* file) {
  const FileHandle owner(file);
  const char* const path = file ? g_file_peek_path(file) : nullptr;
  return path ? path : "";
}

// The paths that an image is saved in and comes from; empty: none.
inline std::string saved_path(ImageRef image) { return path_of(gimp_image_get_file(image)); }
inline std::string imported_path(ImageRef image) { return path_of(gimp_image_get_imported_file(image)); }

inline std::vector<ImageRef> open_images() {
  const Allocated<GimpImage*> list(gimp_get_images());
  GimpImage** end = list.get();
  while (end && *end) ++end;
  return {list.get(), end};
}
inline int number_of(ImageRef image) { return gimp_image_get_id(image); }
inline ImageRef image_of_number(int number) { return gimp_image_get_by_id(number); }
inline int number_of(DrawableRef drawable) { return gimp_item_get_id(drawable); }
// None where there is none of that number.
inline DrawableRef drawable_of_number(int number) {
  return gimp_item_id_is_drawable(number) ? DrawableRef(gimp_drawable_get_by_id(number)) : DrawableRef();
}

// Takes the list over, which ends with null.
template <class Item>
std::vector<DrawableRef> drawables_of(Item** items) {
  const Allocated<Item*> list(items);
  std::vector<DrawableRef> drawables;
  for (Item** item = items; item && *item; ++item) drawables.push_back(*item);
  return drawables;
}
inline std::vector<DrawableRef> channels_of(ImageRef image) {
  return drawables_of(gimp_image_get_channels(image));
}
inline std::vector<DrawableRef> layers_of(ImageRef image) {
  return drawables_of(gimp_image_get_layers(image));
}

// At most `size` wide and high; may be empty.
inline core::Image thumbnail(ImageRef image, int size) {
  gint width = size;
  gint height = size;
  gint pixel_bytes = 0;
  const BytesHandle data(gimp_image_get_thumbnail_data(image, &width, &height, &pixel_bytes));
  if (!data || width < 1 || height < 1 || pixel_bytes < 1 || pixel_bytes > 4) return {};
  gsize count = 0;
  const auto* bytes = static_cast<const unsigned char*>(g_bytes_get_data(data.get(), &count));
  if (count < static_cast<gsize>(width) * height * pixel_bytes) return {};
  return picture_of_bytes(bytes, width, height, pixel_bytes);
}

// What is attached under a name; empty: nothing.
inline std::string parasite_text(DrawableRef item, const char* name) {
  GimpParasite* const parasite = gimp_item_get_parasite(item, name);
  if (parasite == nullptr) return "";
  guint32 size = 0;
  const gconstpointer data = gimp_parasite_get_data(parasite, &size);
  const std::string text(static_cast<const char*>(data), size);
  gimp_parasite_free(parasite);
  return text.substr(0, text.find('\0'));
}

// What a run can be copied as besides a command line; null: not here.
using ScriptText = std::string (*)(const PaintCommand&);
inline constexpr ScriptText kScriptFu = script_fu_3, kPython = python_3;

// The X window that GIMP shows progress in, or 0. On X11 the handle is the window's number; the dialog asks
// for nothing else.
inline unsigned long progress_window() {
  const BytesHandle handle(gimp_progress_get_window_handle());
  unsigned long window = 0;
  gsize count = 0;
  const void* bytes = handle ? g_bytes_get_data(handle.get(), &count) : nullptr;
  if (bytes && count == sizeof window) std::memcpy(&window, bytes, count);
  return window;
}

}  // namespace gimp

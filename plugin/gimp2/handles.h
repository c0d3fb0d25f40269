// Owners of what libgimp and GEGL hand out, so that an exception leaks nothing.
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#include <memory>
#include <string>
#include <utility>

namespace gimp2 {

struct ObjectDeleter {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using BufferHandle = std::unique_ptr<GeglBuffer, ObjectDeleter>;
using ProfileHandle = std::unique_ptr<GimpColorProfile, ObjectDeleter>;

struct UnmapDeleter {
  void operator()(GMappedFile* file) const { g_mapped_file_unref(file); }
};
using MappedFile = std::unique_ptr<GMappedFile, UnmapDeleter>;

struct FreeDeleter {
  void operator()(gpointer memory) const { g_free(memory); }
};
template <typename T>
using Allocated = std::unique_ptr<T, FreeDeleter>;

// Takes over a string that GLib allocated; null becomes "".
inline std::string take_text(gchar* text) {
  const Allocated<gchar> owner(text);
  return text ? text : "";
}

// An image of our own, deleted with its layers.
class OwnImage {
 public:
  explicit OwnImage(gint32 id) : id_(id) {}
  ~OwnImage() {
    if (id_ != -1) gimp_image_delete(id_);
  }
  OwnImage(const OwnImage&) = delete;
  OwnImage& operator=(const OwnImage&) = delete;

  gint32 id() const { return id_; }

 private:
  gint32 id_;
};

// A layer that is not in an image yet; released when it is.
class LooseLayer {
 public:
  explicit LooseLayer(gint32 id) : id_(id) {}
  ~LooseLayer() {
    if (id_ != -1) gimp_item_delete(id_);
  }
  LooseLayer(const LooseLayer&) = delete;
  LooseLayer& operator=(const LooseLayer&) = delete;

  gint32 id() const { return id_; }
  gint32 release() { return std::exchange(id_, -1); }

 private:
  gint32 id_;
};

}  // namespace gimp2

// Owners of what libgimp hands out, so that an exception leaks nothing. Images and items that libgimp returns
// are its own and are not unreferenced.
#pragma once

#include <libgimp/gimp.h>

#include <string>
#include <utility>

#include "gimp/handles.h"

namespace gimp3 {

using gimp::Allocated;
using gimp::BufferHandle;
using gimp::take_text;
using FileHandle = gimp::ObjectHandle<GFile>;
using ProfileHandle = gimp::ObjectHandle<GimpColorProfile>;

struct BytesDeleter {
  void operator()(GBytes* bytes) const { g_bytes_unref(bytes); }
};
using BytesHandle = std::unique_ptr<GBytes, BytesDeleter>;

// What GIMP says of the call that failed last.
inline std::string last_error() {
  const gchar* const text = gimp_pdb_get_last_error(gimp_get_pdb());
  return text ? text : "";
}

// An image of our own, deleted with its layers.
class OwnImage {
 public:
  explicit OwnImage(GimpImage* image) : image_(image) {}
  ~OwnImage() {
    if (image_) gimp_image_delete(image_);
  }
  OwnImage(const OwnImage&) = delete;
  OwnImage& operator=(const OwnImage&) = delete;

  GimpImage* get() const { return image_; }

 private:
  GimpImage* image_;
};

// A layer that is not in an image yet; released when it is.
class LooseLayer {
 public:
  explicit LooseLayer(GimpLayer* layer) : layer_(layer) {}
  ~LooseLayer() {
    if (layer_) gimp_item_delete(GIMP_ITEM(layer_));
  }
  LooseLayer(const LooseLayer&) = delete;
  LooseLayer& operator=(const LooseLayer&) = delete;

  GimpLayer* get() const { return layer_; }
  GimpLayer* release() { return std::exchange(layer_, nullptr); }

 private:
  GimpLayer* layer_;
};

}  // namespace gimp3

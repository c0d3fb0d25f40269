// Owners of what libgimp hands out as numbers, so that an exception leaks nothing.
#pragma once

#include <libgimp/gimp.h>

#include <utility>

#include "gimp/handles.h"

namespace gimp2 {

using gimp::Allocated;
using gimp::BufferHandle;
using gimp::take_text;
using ProfileHandle = gimp::ObjectHandle<GimpColorProfile>;

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

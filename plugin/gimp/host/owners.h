// Owners of images and layers that are ours alone, so that an exception leaves none behind in GIMP.
#pragma once

#include <utility>

#include "names.h"

namespace gimp {

using ProfileHandle = ObjectHandle<GimpColorProfile>;

// An image of our own, deleted with its layers.
class OwnImage {
 public:
  explicit OwnImage(ImageRef image) : image_(image) {}
  ~OwnImage() {
    if (image_) gimp_image_delete(image_);
  }
  OwnImage(const OwnImage&) = delete;
  OwnImage& operator=(const OwnImage&) = delete;

  ImageRef get() const { return image_; }
  ImageRef release() { return std::exchange(image_, ImageRef()); }

 private:
  ImageRef image_;
};

// A layer that is not in an image yet; released when it is.
class LooseLayer {
 public:
  explicit LooseLayer(DrawableRef layer) : layer_(layer) {}
  ~LooseLayer() {
    if (layer_) gimp_item_delete(layer_);
  }
  LooseLayer(const LooseLayer&) = delete;
  LooseLayer& operator=(const LooseLayer&) = delete;

  DrawableRef get() const { return layer_; }
  DrawableRef release() { return std::exchange(layer_, DrawableRef()); }

 private:
  DrawableRef layer_;
};

// What happens to an image meanwhile is one step of undo; they may lie in each other.
class UndoGroup {
 public:
  explicit UndoGroup(ImageRef image) : image_(image) { gimp_image_undo_group_start(image_); }
  ~UndoGroup() { gimp_image_undo_group_end(image_); }
  UndoGroup(const UndoGroup&) = delete;
  UndoGroup& operator=(const UndoGroup&) = delete;

 private:
  ImageRef image_;
};

}  // namespace gimp

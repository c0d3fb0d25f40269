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

}  // namespace gimp

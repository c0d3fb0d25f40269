// The frames of an animation: the image's layers, the lowest first, as GIMP's player shows them, hidden ones
// too. A layer is drawn over those before it, from the last one that replaces them; groups are one frame;
// places that no layer covers are transparent.
//
// They are those of a copy in RGB, as they were when it was made; it is deleted with this. Main thread only.
#pragma once

#include <optional>
#include <vector>

#include "core/image.h"
#include "gimp/host/owners.h"

namespace gimp {

class AnimationFrames {
 public:
  // `image` stays as it is. Throws base::Error, in words for people, for one that is no animation.
  explicit AnimationFrames(ImageRef image);

  int count() const { return static_cast<int>(layers_.size()); }
  // The copy: as large, with the image's profile and precision.
  ImageRef image() const { return copy_.get(); }
  // How long each is shown, as the layers' names say.
  std::vector<std::optional<int>> milliseconds() const;

  // 0 … count() − 1; as large as the image, and without alpha where all of it is opaque. Throws base::Error
  // if GIMP cannot render it.
  core::Image read(int frame);
  // As read_pixels_at().
  core::Image read_at(int frame, int longer_side);

 private:
  struct Layer {
    DrawableRef layer;
    std::optional<int> milliseconds;
    bool replaces = false;
    bool shown = false;
  };
  // What is seen when it is shown.
  DrawableRef render(int frame);

  OwnImage copy_;
  std::vector<Layer> layers_;  // the lowest first
};

}  // namespace gimp

// The new image that a painted animation becomes. Main thread only.
#pragma once

#include <optional>
#include <vector>

#include "gimp/host/animation/animation_frames.h"
#include "ui/picture_store.h"

namespace gimp {

// What the animation is like that was painted, which may have gone since.
struct AnimationForm {
  int width = 0;
  int height = 0;
  GimpPrecision precision{};
  double dots_across = 0;  // an inch; 0: not known
  double dots_down = 0;
  ProfileHandle profile;  // null: sRGB
  std::vector<std::optional<int>> milliseconds;
};
AnimationForm form_of(const AnimationFrames& frames);

// An RGB image of that form with a layer for each painted frame, the first one the lowest, called "Frame 3
// (40ms) (replace)". `painted`: at any size, no more frames than the form has. It has no window yet. Throws
// base::Error, and leaves no image, where GIMP refuses.
ImageRef make_animation(const AnimationForm& form, const ui::PictureStore& painted);

}  // namespace gimp

// A host's animation: frames that are painted one after the other, so that they hold still, into a new image.
// The dialog then has a control for the frame in the preview and one for the hold.
//
// Main thread only. Any call may throw base::Error.
#pragma once

#include <memory>

#include "core/film_painter.h"
#include "core/image.h"
#include "ui/picture_store.h"

namespace ui {

class Animation {
 public:
  virtual ~Animation() = default;

  virtual int frames() = 0;  // from 2
  // The frame, from 0, that the host's content functions mean from now on.
  virtual void choose(int frame) = 0;
  // At its full size.
  virtual core::Image read(int frame) = 0;
  // What finds how frames move. Throws base::Error, in words for people, where this program has none.
  virtual std::unique_ptr<core::OpticalFlow> make_flow() = 0;
  // Makes the new image of what is painted, which may be fewer frames than there are. No image is left where
  // it throws.
  virtual void write(const PictureStore& painted) = 0;
};

}  // namespace ui

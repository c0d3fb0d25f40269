// A drawable as it is seen: with the filters on it (GIMP 3's layer effects), which its own buffer lacks.
//
// Where there are filters, a copy of the drawable in an image of its own is rendered, at the drawable's size
// and without its opacity, mode and mask; the drawable and its image's undo history stay as they are. Main
// thread only.
#pragma once

#include <libgimp/gimp.h>

#include "handles.h"

namespace gimp3 {

class SeenDrawable {
 public:
  // `drawable` must outlive this. Throws base::Error if GIMP cannot render it.
  explicit SeenDrawable(GimpDrawable* drawable);

  // The drawable itself where no filter is on it. In colours, precision and profile of the drawable's image.
  GimpDrawable* get() const { return rendered_.get() ? GIMP_DRAWABLE(rendered_.get()) : drawable_; }

 private:
  GimpDrawable* drawable_;
  OwnImage image_;
  LooseLayer rendered_;
};

}  // namespace gimp3

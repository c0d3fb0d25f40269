// A drawable as it is seen: with the filters on it (GIMP 3's layer effects), which its own buffer lacks.
//
// Where there are filters, a copy of the drawable in an image of its own is rendered, at the drawable's size
// and without its opacity, mode and mask; the drawable and its image's undo history stay as they are. Main
// thread only.
#pragma once

#include "gimp/host/owners.h"

namespace gimp {

class SeenDrawable {
 public:
  // `drawable` must outlive this. Throws base::Error if GIMP cannot render it.
  explicit SeenDrawable(DrawableRef drawable);

  // The drawable itself where no filter is on it. In colours, precision and profile of the drawable's image.
  DrawableRef get() const { return rendered_.get() ? rendered_.get() : drawable_; }

 private:
  DrawableRef drawable_;
  OwnImage image_;
  LooseLayer rendered_;
};

}  // namespace gimp

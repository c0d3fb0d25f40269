// A drawable as it is seen. GIMP 2.10 puts no filters on drawables, as GIMP 3 does: it is the drawable
// itself.
#pragma once

#include "names.h"

namespace gimp {

class SeenDrawable {
 public:
  explicit SeenDrawable(DrawableRef drawable) : drawable_(drawable) {}

  DrawableRef get() const { return drawable_; }

 private:
  DrawableRef drawable_;
};

}  // namespace gimp

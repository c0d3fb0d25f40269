// What a place of the host's says of how firmly the content is kept.
#pragma once

#include "core/plane.h"

namespace ui {

// From Settings::keep's place to core::Frame::keep: as usual where it is black, four times as firmly where it
// is white. Null for null.
core::SharedPlane kept_firmly(const core::SharedPlane& place);

}  // namespace ui

// Places on the layer that is painted: the selection, its mask, channels, other layers. Main thread only.
#pragma once

#include <vector>

#include "core/plane.h"
#include "gimp/host/content_layer.h"
#include "ui/host.h"

namespace gimp {

std::vector<ui::OfferedPlace> places_of(const ContentLayer& content);

// Its values over the layer, 0…1: a layer's lightness where it is opaque. Null for everywhere. Throws
// base::Error where it has gone, or there is none.
core::SharedPlane read_place(const ui::Place& place, const ContentLayer& content);

}  // namespace gimp

// Optical flow for the host's animations.
#pragma once

#include <memory>

#include "core/film_painter.h"

namespace gimp {

// Throws base::Error where this program was built without.
std::unique_ptr<core::OpticalFlow> make_flow();

}  // namespace gimp

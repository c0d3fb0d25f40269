// Optical flow by OpenCV's DIS: T. Kroeger, R. Timofte, D. Dai and L. Van Gool, "Fast optical flow using
// dense inverse search", ECCV 2016. The preset MEDIUM takes 14 ms at 512×384 (64 ms at 1280×720), a fraction
// of an iteration.
#pragma once

#include <memory>

#include "core/film_painter.h"

namespace flow {

// Any thread; on one, so that the flow is the same whatever the machine has. Throws base::Error where OpenCV
// fails.
std::unique_ptr<core::OpticalFlow> make_dis_flow();

}  // namespace flow

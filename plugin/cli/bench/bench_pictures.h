// Pictures to measure with, the same on every machine: smooth waves with grain, so that no layer is idle.
#pragma once

#include "core/image.h"

namespace cli {

// `kind`: different numbers give different pictures.
core::Image bench_picture(int width, int height, int kind);

}  // namespace cli

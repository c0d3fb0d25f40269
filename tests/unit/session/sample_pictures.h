// Small pictures, and parameters with which a run on them takes a moment.
#pragma once

#include "core/parameters.h"
#include "waves.h"

namespace test {

inline core::Parameters quick_parameters() {
  core::Parameters parameters;
  parameters.weights = "fast";
  parameters.size = 64;
  parameters.scales = 1;
  parameters.iterations = 4;
  parameters.content_layers = "relu2_1";
  parameters.style_layers = "relu1_1,relu2_1";
  return parameters;
}

}  // namespace test

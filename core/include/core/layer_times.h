// How long each layer of the network takes, for the bench.
#pragma once

#include <string>
#include <vector>

#include "core/parameters.h"

namespace core {

struct LayerTime {
  std::string layer;   // "conv1_1", "pool1"
  std::string method;  // "winograd", "patches", "direct"; "pooling"
  double gflop = 0;    // of the plain way, forward; backward takes as many
  double forward_ms = 0;
  double backward_ms = 0;
};

struct LayerTimes {
  std::vector<LayerTime> layers;
  double peak_gflops = 0;  // of the processor with these threads
};

// The least of several runs on a square picture of Parameters::size. Throws base::Error as StyleJob does.
LayerTimes measure_layers(const Parameters& parameters);

}  // namespace core

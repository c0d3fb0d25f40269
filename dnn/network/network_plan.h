// What a network will compute for one picture size, and which buffers that needs when; nothing is allocated.
//
// Time is counted in layers: forward 0 … L−1, backward L … 2L−1, the deepest layer first.
#pragma once

#include <string>
#include <vector>

#include "dnn/feature_map.h"
#include "dnn/network.h"
#include "network/memory_plan.h"

namespace dnn {

struct PlannedLayer {
  const Layer* layer = nullptr;
  FeatureShape source;
  FeatureShape shape;
  bool relu = false;  // of convolutions: false only where nothing reads what comes after it
  // Indices of buffers, −1: none.
  int linear = -1;    // before the ReLU, where that is tapped
  int output = -1;    // after the ReLU or the pooling
  int note = -1;      // what backward has to know: where the ReLU was open, which values were the greatest
  int gradient = -1;  // of the output

  bool is_convolution() const { return layer->kind == Layer::Kind::kConvolution; }
};

struct PlannedTap {
  std::string name;
  int layer = -1;  // −1: the input
  bool before_relu = false;
};

struct NetworkPlan {
  FeatureShape input_shape;
  int input = -1;
  int input_gradient = -1;
  std::vector<PlannedLayer> layers;
  std::vector<PlannedTap> taps;
  std::vector<BufferLife> buffers;

  int buffer_of(const PlannedTap& tap) const;
};

// Throws base::Error for an unknown tap, or a picture too small for the deepest one.
NetworkPlan plan_network(const NetworkDescription& description, int height, int width,
                         const std::vector<std::string>& taps, Network::Use use);

}  // namespace dnn

// The plain twin of dnn::Network: the same chain of layers in double precision, as loops that can be read.
//
// Maps are planes, channels × height × width. forward() keeps every layer's output, backward() walks them by
// the chain rule. Where a rectifier is open, and which value a maximum took, is read from the trace, so a
// trace can be filled with another implementation's features to ask for the gradient at exactly those.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dnn/feature_map.h"
#include "dnn/network.h"

namespace plain {

struct Map {
  int channels = 0;
  int height = 0;
  int width = 0;
  std::vector<double> values;

  Map() = default;
  Map(int channels, int height, int width);
  double& at(int c, int y, int x) { return values[(static_cast<std::size_t>(c) * height + y) * width + x]; }
  double at(int c, int y, int x) const {
    return values[(static_cast<std::size_t>(c) * height + y) * width + x];
  }
};

// Features by tap: "input", "conv1_1", "relu1_1", …; poolings by their own name.
using Trace = std::map<std::string, Map>;

// To the convolution or pooling `last`, to the end where that is empty.
Trace forward(const dnn::NetworkDescription& description, const Map& input, const std::string& last = "");

// Called for each tap from the deepest to "input" with the gradient that has arrived; adds the tap's own.
using AddGradient = std::function<void(const std::string& tap, Map& gradient)>;

// dL/dinput, from the deepest convolution of `trace` down.
Map backward(const dnn::NetworkDescription& description, const Trace& trace, const AddGradient& add);

Map from_planes(const float* planes, int channels, int height, int width);
Map from_features(const dnn::FeatureView& features);

// ‖a − b‖ / ‖b‖; ‖a‖ where b is zero. Infinite where sizes differ or a value is not finite.
double relative_error(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace plain

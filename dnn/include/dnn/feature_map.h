// Views of feature maps as every layer outside dnn/ sees them.
//
// A feature map of N channels at H×W positions (M = H·W) is an M×N matrix, row-major: all channels of one
// position lie side by side (1×C×H×W in oneDNN's nhwc order). float32. Views own nothing. A view may be a
// window of a wider map: then its rows lie further apart than its own width.
#pragma once

#include <cstddef>

namespace dnn {

struct FeatureShape {
  int channels = 0;
  int height = 0;
  int width = 0;

  std::size_t positions() const { return static_cast<std::size_t>(height) * width; }
  std::size_t size() const { return positions() * channels; }
};

template <class Value>
struct MapView {
  Value* data = nullptr;
  FeatureShape shape;
  int pitch = 0;  // positions from the begin of a row to that of the next; 0: the width

  int row_pitch() const { return pitch > 0 ? pitch : shape.width; }
  Value* row(int y) const { return data + static_cast<std::size_t>(y) * row_pitch() * shape.channels; }
  // Rows that lie behind each other without a gap are one.
  bool is_whole() const { return row_pitch() == shape.width; }
};

using FeatureView = MapView<const float>;
using GradientView = MapView<float>;

// The part of a map whose first position is (top, left).
template <class Value>
MapView<Value> window(const MapView<Value>& map, int top, int left, int height, int width) {
  return {map.row(top) + static_cast<std::size_t>(left) * map.shape.channels,
          {map.shape.channels, height, width},
          map.row_pitch()};
}

}  // namespace dnn

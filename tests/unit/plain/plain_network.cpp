#include "plain_network.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plain {
namespace {

using dnn::Layer;
using dnn::Pooling;

// Calls body(out, in, y, x, source_y, source_x, weight) for every product of a padded 3×3 convolution.
template <typename Body>
void for_each_product(const Layer& layer, int height, int width, const Body& body) {
  for (int o = 0; o < layer.out_channels; ++o) {
    for (int i = 0; i < layer.in_channels; ++i) {
      for (int ky = 0; ky < 3; ++ky) {
        for (int kx = 0; kx < 3; ++kx) {
          const double weight =
              layer.weights[((static_cast<std::size_t>(o) * layer.in_channels + i) * 3 + ky) * 3 + kx];
          for (int y = std::max(0, 1 - ky); y < std::min(height, height + 1 - ky); ++y) {
            for (int x = std::max(0, 1 - kx); x < std::min(width, width + 1 - kx); ++x) {
              body(o, i, y, x, y + ky - 1, x + kx - 1, weight);
            }
          }
        }
      }
    }
  }
}

Map convolution(const Layer& layer, const Map& source) {
  Map result(layer.out_channels, source.height, source.width);
  for (int o = 0; o < layer.out_channels; ++o) {
    std::fill_n(&result.at(o, 0, 0), static_cast<std::size_t>(source.height) * source.width, layer.bias[o]);
  }
  for_each_product(layer, source.height, source.width,
                   [&](int o, int i, int y, int x, int from_y, int from_x, double weight) {
                     result.at(o, y, x) += weight * source.at(i, from_y, from_x);
                   });
  return result;
}

Map convolution_gradient(const Layer& layer, const Map& gradient) {
  Map result(layer.in_channels, gradient.height, gradient.width);
  for_each_product(layer, gradient.height, gradient.width,
                   [&](int o, int i, int y, int x, int from_y, int from_x, double weight) {
                     result.at(i, from_y, from_x) += weight * gradient.at(o, y, x);
                   });
  return result;
}

Map relu(Map map) {
  for (double& value : map.values) value = std::max(0.0, value);
  return map;
}

// Where in its 2×2 window the largest value lies; the first of equals.
std::pair<int, int> largest(const Map& source, int c, int y, int x) {
  std::pair<int, int> place{2 * y, 2 * x};
  for (int sy = 2 * y; sy < 2 * y + 2; ++sy) {
    for (int sx = 2 * x; sx < 2 * x + 2; ++sx) {
      if (source.at(c, sy, sx) > source.at(c, place.first, place.second)) place = {sy, sx};
    }
  }
  return place;
}

template <typename Body>
void for_each_position(const Map& map, const Body& body) {
  for (int c = 0; c < map.channels; ++c) {
    for (int y = 0; y < map.height; ++y) {
      for (int x = 0; x < map.width; ++x) body(c, y, x);
    }
  }
}

Map pooling(Pooling kind, const Map& source) {
  Map result(source.channels, source.height / 2, source.width / 2);
  for_each_position(result, [&](int c, int y, int x) {
    if (kind == Pooling::kMax) {
      const auto [sy, sx] = largest(source, c, y, x);
      result.at(c, y, x) = source.at(c, sy, sx);
      return;
    }
    for (int i = 0; i < 4; ++i) result.at(c, y, x) += source.at(c, 2 * y + i / 2, 2 * x + i % 2) / 4;
  });
  return result;
}

Map pooling_gradient(Pooling kind, const Map& source, const Map& gradient) {
  Map result(source.channels, source.height, source.width);
  for_each_position(gradient, [&](int c, int y, int x) {
    if (kind == Pooling::kMax) {
      const auto [sy, sx] = largest(source, c, y, x);
      result.at(c, sy, sx) += gradient.at(c, y, x);
      return;
    }
    for (int i = 0; i < 4; ++i) result.at(c, 2 * y + i / 2, 2 * x + i % 2) += gradient.at(c, y, x) / 4;
  });
  return result;
}

// What the layer after `index` reads.
const Map& output_of(const dnn::NetworkDescription& description, const Trace& trace, int index) {
  if (index < 0) return trace.at("input");
  const Layer& layer = description.layers[index];
  return trace.at(layer.kind == Layer::Kind::kConvolution ? "relu" + layer.name : layer.name);
}

}  // namespace

Map::Map(int channel_count, int rows, int columns)
    : channels(channel_count),
      height(rows),
      width(columns),
      values(static_cast<std::size_t>(channel_count) * rows * columns) {}

Trace forward(const dnn::NetworkDescription& description, const Map& input, const std::string& last) {
  Trace trace;
  trace["input"] = input;
  for (int i = 0; i < static_cast<int>(description.layers.size()); ++i) {
    const Layer& layer = description.layers[i];
    const Map& source = output_of(description, trace, i - 1);
    if (layer.kind == Layer::Kind::kConvolution) {
      const Map& before = trace["conv" + layer.name] = convolution(layer, source);
      trace["relu" + layer.name] = relu(before);
    } else {
      trace[layer.name] = pooling(description.pooling, source);
    }
    if (layer.name == last) break;
  }
  return trace;
}

Map backward(const dnn::NetworkDescription& description, const Trace& trace, const AddGradient& add) {
  int deepest = static_cast<int>(description.layers.size()) - 1;
  while (deepest >= 0 && trace.count("relu" + description.layers[deepest].name) == 0) --deepest;
  const Map& end = output_of(description, trace, deepest);
  Map gradient(end.channels, end.height, end.width);
  for (int i = deepest; i >= 0; --i) {
    const Layer& layer = description.layers[i];
    if (layer.kind == Layer::Kind::kPooling) {
      gradient = pooling_gradient(description.pooling, output_of(description, trace, i - 1), gradient);
      continue;
    }
    add("relu" + layer.name, gradient);
    const Map& rectified = trace.at("relu" + layer.name);
    for (std::size_t k = 0; k < gradient.values.size(); ++k) {
      if (!(rectified.values[k] > 0)) gradient.values[k] = 0;
    }
    add("conv" + layer.name, gradient);
    gradient = convolution_gradient(layer, gradient);
  }
  add("input", gradient);
  return gradient;
}

Map from_planes(const float* planes, int channels, int height, int width) {
  Map map(channels, height, width);
  std::copy_n(planes, map.values.size(), map.values.begin());
  return map;
}

Map from_features(const dnn::FeatureView& features) {
  Map map(features.shape.channels, features.shape.height, features.shape.width);
  const std::size_t positions = features.shape.positions();
  for (std::size_t p = 0; p < positions; ++p) {
    for (int c = 0; c < map.channels; ++c) {
      map.values[c * positions + p] = features.data[p * map.channels + c];
    }
  }
  return map;
}

double relative_error(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
  double difference = 0, size = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference += (a[i] - b[i]) * (a[i] - b[i]);
    size += b[i] * b[i];
  }
  const double error = std::sqrt(size > 0 ? difference / size : difference);
  return std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
}

}  // namespace plain

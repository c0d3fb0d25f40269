// How long each part of an iteration takes, for the bench and for predictions.
#pragma once

#include <cstddef>
#include <string>

namespace core {

struct Effort {
  double seconds = 0;
  double operations = 0;  // multiplications and additions of the plain way; 0 where they are not counted
};

struct PartTime {
  // kLayer: of the network. kProduct: a style layer's moments, and their gradient. kOther: all else; it has
  // no backward.
  enum class Kind { kLayer, kProduct, kOther };
  Kind kind = Kind::kOther;
  std::string part;  // "conv1_1", "pool1"; "relu1_1"; "content loss", "optimiser step"
  // "winograd", "patches", "direct", "pooling"; "gram", "covariance", "wasserstein"; "adam"
  std::string method;
  std::size_t filter_bytes = 0;  // packed for this method, both ways
  Effort forward;
  Effort backward;
};

}  // namespace core

// Products of dense matrices, row-major, on the engine's threads; the same bytes with any number of threads.
#pragma once

#include "dnn/engine.h"

namespace dnn {

struct MatrixView {
  const float* values = nullptr;
  int rows = 0;  // as stored
  int columns = 0;
  bool transposed = false;  // whether its transpose is meant

  MatrixView transpose() const { return {values, rows, columns, !transposed}; }
};

// product = a·b, rows of a × columns of b. `product` overlaps neither.
void multiply(Engine& engine, const MatrixView& a, const MatrixView& b, float* product);

}  // namespace dnn

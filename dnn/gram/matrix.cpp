#include "dnn/matrix.h"

#include <dnnl.h>

#include <algorithm>
#include <atomic>
#include <cassert>

#include "base/translation.h"
#include "engine/engine_impl.h"

namespace dnn {
namespace {

// Rows of a product that one task computes: fixed, so that sums do not depend on the number of threads.
constexpr int kRows = 64;

}  // namespace

void multiply(Engine& engine, const MatrixView& a, const MatrixView& b, float* product) {
  const int rows = a.transposed ? a.columns : a.rows;
  const int depth = a.transposed ? a.rows : a.columns;
  const int columns = b.transposed ? b.rows : b.columns;
  assert(depth == (b.transposed ? b.columns : b.rows));
  if (rows == 0 || columns == 0) return;
  if (depth == 0) {
    std::fill_n(product, static_cast<std::size_t>(rows) * columns, 0.0f);
    return;
  }
  std::atomic<bool> failed{false};
  engine.impl().pool.run((rows + kRows - 1) / kRows, [&](int, std::size_t task) {
    Engine::Impl::use_one_thread();
    const std::size_t first = task * kRows;
    const auto count = static_cast<dnnl_dim_t>(std::min<std::size_t>(kRows, rows - first));
    const float* from = a.values + (a.transposed ? first : first * a.columns);
    if (dnnl_sgemm(a.transposed ? 'T' : 'N', b.transposed ? 'T' : 'N', count, columns, depth, 1.0f, from,
                   a.columns, b.values, b.columns, 0.0f, product + first * columns,
                   columns) != dnnl_success) {
      failed = true;
    }
  });
  if (failed) translate_errors(N_("Cannot multiply matrices"), [] { throw std::bad_alloc(); });
}

}  // namespace dnn

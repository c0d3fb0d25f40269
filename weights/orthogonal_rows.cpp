#include "orthogonal_rows.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace weights {
namespace {

constexpr std::size_t kLanes = 2;
constexpr int kGroup = 4;  // finished rows whose coefficients are taken together
constexpr int kBlockRows = 16;

typedef double Lanes __attribute__((vector_size(kLanes * sizeof(double))));

inline Lanes load(const double* source) {
  Lanes lanes;
  std::memcpy(&lanes, source, sizeof lanes);
  return lanes;
}

inline void store(double* target, const Lanes& lanes) { std::memcpy(target, &lanes, sizeof lanes); }

// Takes from `targets` (kTargets rows) their parts along `units` (kUnits orthonormal rows).
template <int kUnits, int kTargets>
void project_out(const double* const* units, double* const* targets, std::size_t stride) {
  Lanes sums[kUnits][kTargets] = {};
  for (std::size_t column = 0; column < stride; column += kLanes) {
    Lanes target[kTargets];
    for (int t = 0; t < kTargets; ++t) target[t] = load(targets[t] + column);
    for (int u = 0; u < kUnits; ++u) {
      const Lanes unit = load(units[u] + column);
      for (int t = 0; t < kTargets; ++t) sums[u][t] += unit * target[t];
    }
  }
  double coefficients[kUnits][kTargets];
  for (int u = 0; u < kUnits; ++u) {
    for (int t = 0; t < kTargets; ++t) coefficients[u][t] = sums[u][t][0] + sums[u][t][1];
  }
  for (std::size_t column = 0; column < stride; column += kLanes) {
    Lanes target[kTargets];
    for (int t = 0; t < kTargets; ++t) target[t] = load(targets[t] + column);
    for (int u = 0; u < kUnits; ++u) {
      const Lanes unit = load(units[u] + column);
      for (int t = 0; t < kTargets; ++t) target[t] -= unit * coefficients[u][t];
    }
    for (int t = 0; t < kTargets; ++t) store(targets[t] + column, target[t]);
  }
}

void normalise(double* row, std::size_t stride) {
  double sums[kLanes] = {};
  for (std::size_t column = 0; column < stride; column += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += row[column + lane] * row[column + lane];
  }
  const double norm = std::sqrt(sums[0] + sums[1]);
  for (std::size_t column = 0; column < stride; ++column) row[column] /= norm;
}

void orthonormalise_group(RowMatrix& matrix, int first, int end) {
  const std::size_t stride = matrix.stride();
  for (int block = first; block < end; block += kBlockRows) {
    const int block_end = std::min(block + kBlockRows, end);
    // Blocks are full but for the last, so the finished rows come in whole groups.
    for (int unit = first; unit < block; unit += kGroup) {
      const double* units[kGroup];
      for (int u = 0; u < kGroup; ++u) units[u] = matrix.row(unit + u);
      int i = block;
      for (; i + 2 <= block_end; i += 2) {
        double* const targets[] = {matrix.row(i), matrix.row(i + 1)};
        project_out<kGroup, 2>(units, targets, stride);
      }
      if (i < block_end) {
        double* const targets[] = {matrix.row(i)};
        project_out<kGroup, 1>(units, targets, stride);
      }
    }
    for (int i = block; i < block_end; ++i) {
      double* const targets[] = {matrix.row(i)};
      for (int unit = block; unit < i; ++unit) {
        const double* const units[] = {matrix.row(unit)};
        project_out<1, 1>(units, targets, stride);
      }
      normalise(matrix.row(i), stride);
    }
  }
}

}  // namespace

RowMatrix::RowMatrix(int rows, int columns)
    : rows_(rows),
      columns_(columns),
      stride_((static_cast<std::size_t>(columns) + kLanes - 1) / kLanes * kLanes),
      values_(static_cast<std::size_t>(rows) * stride_) {}

void orthonormalise_rows(RowMatrix& matrix) {
  for (int first = 0; first < matrix.rows(); first += matrix.columns()) {
    orthonormalise_group(matrix, first, std::min(first + matrix.columns(), matrix.rows()));
  }
}

}  // namespace weights

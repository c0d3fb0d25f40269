// Makes the rows of a matrix orthonormal by Gram–Schmidt, with the same bytes on every machine.
//
// In double, every sum in a fixed order: two interleaved partial sums over the columns (kLanes), earlier rows
// in groups of four whose coefficients are taken together. Only +, −, ×, ÷ and sqrt are used, which IEEE 754
// rounds in one way; the build forbids contraction to fused multiply-add. More rows than columns cannot all
// be orthogonal: they are treated in groups of as many rows as there are columns.
//
// Cost: rows²·columns multiply-adds for one group. The blocks keep kBlockRows rows in L2 while the finished
// rows pass by once per block.
#pragma once

#include <cstddef>
#include <vector>

namespace weights {

class RowMatrix {
 public:
  RowMatrix(int rows, int columns);

  int rows() const { return rows_; }
  int columns() const { return columns_; }
  double* row(int i) { return values_.data() + static_cast<std::size_t>(i) * stride_; }
  const double* row(int i) const { return values_.data() + static_cast<std::size_t>(i) * stride_; }
  std::size_t stride() const { return stride_; }  // columns rounded up; the padding is zero and stays so

 private:
  int rows_;
  int columns_;
  std::size_t stride_;
  std::vector<double> values_;
};

// Needs linearly independent rows, as random ones are.
void orthonormalise_rows(RowMatrix& matrix);

}  // namespace weights

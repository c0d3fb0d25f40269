#include "loss/covariance_factor.h"

#include <Eigen/Dense>
#include <algorithm>
#include <random>

#include "dnn/matrix.h"

namespace core {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Of a style's largest eigenvalues so many are looked at; those beyond are left out in nearly all pictures.
constexpr int kMostDirections = 256;

// Orthonormal columns that span what the `count` largest eigenvalues belong to, near enough: powers of the
// matrix on vectors of noise (N. Halko, P. Martinsson and J. Tropp, arXiv 0909.4061).
Matrix leading_space(dnn::Engine& engine, const std::vector<float>& square, int n, int count) {
  Matrix vectors(n, count), next(n, count);
  std::minstd_rand random;
  for (float& value : vectors.reshaped<Eigen::RowMajor>()) {
    value = static_cast<float>(random()) / static_cast<float>(std::minstd_rand::max()) - 0.5f;
  }
  for (int power = 0; power < 2; ++power) {
    dnn::multiply(engine, {square.data(), n, n}, {vectors.data(), n, count}, next.data());
    vectors = next / next.cwiseAbs().maxCoeff();
  }
  return Eigen::HouseholderQR<Matrix>(vectors).householderQ() * Matrix::Identity(n, count);
}

}  // namespace

CovarianceFactor covariance_factor(dnn::Engine& engine, const std::vector<float>& covariance, int channels,
                                   double least_share) {
  const int n = channels;
  const bool is_all = n <= kMostDirections;
  const int count = is_all ? n : kMostDirections;
  Matrix space = Matrix::Identity(n, n);
  Matrix seen = Eigen::Map<const Matrix>(covariance.data(), n, n);
  if (!is_all) {
    space = leading_space(engine, covariance, n, count);
    Matrix wide(n, count);
    dnn::multiply(engine, {covariance.data(), n, n}, {space.data(), n, count}, wide.data());
    seen = space.transpose() * wide;
  }
  const Eigen::SelfAdjointEigenSolver<Matrix> eigen(seen);
  const Eigen::VectorXf& values = eigen.eigenvalues();  // the least first
  CovarianceFactor factor;
  factor.least = least_share * std::max(0.0f, values[count - 1]);
  factor.rank = static_cast<int>((values.array() > static_cast<float>(factor.least)).count());
  factor.values.resize(static_cast<std::size_t>(n) * factor.rank);
  Eigen::Map<Matrix>(factor.values.data(), n, factor.rank) =
      space * eigen.eigenvectors().rightCols(factor.rank) * values.tail(factor.rank).cwiseSqrt().asDiagonal();
  return factor;
}

}  // namespace core

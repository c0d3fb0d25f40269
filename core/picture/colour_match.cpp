#include "core/colour_match.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core {
namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

constexpr double kLeastVariance = 1.0 / (50 * 50);

// Of the visible colours; `weight` 0: there are none.
struct Colours {
  double weight = 0;
  Vector mean{};
  Matrix covariance{};
};

Colours colours_of(const Image& image) {
  Colours colours;
  Vector sum{};
  Matrix products{};
  const float* const planes[3] = {image.plane(0), image.plane(1), image.plane(2)};
  for (std::size_t at = 0; at < image.pixels(); ++at) {
    const double weight = image.has_alpha() ? image.alpha()[at] : 1;
    colours.weight += weight;
    for (int i = 0; i < 3; ++i) {
      sum[i] += weight * planes[i][at];
      for (int j = 0; j <= i; ++j) products[i][j] += weight * planes[i][at] * planes[j][at];
    }
  }
  if (colours.weight <= 0) return {};
  for (int i = 0; i < 3; ++i) {
    colours.mean[i] = sum[i] / colours.weight;
    for (int j = 0; j <= i; ++j) {
      colours.covariance[i][j] = colours.covariance[j][i] =
          products[i][j] / colours.weight - colours.mean[i] * colours.mean[j];
    }
  }
  return colours;
}

// As if each picture had as many pixels as its weight says: what varies within them and between them.
Colours colours_of_all(const std::vector<Image>& images, const std::vector<double>& weights) {
  Colours all;
  for (std::size_t at = 0; at < images.size(); ++at) {
    const Colours one = colours_of(images[at]);
    if (one.weight <= 0) continue;
    const double weight = weights.empty() ? 1 : weights[at];
    all.weight += weight;
    for (int i = 0; i < 3; ++i) {
      all.mean[i] += weight * one.mean[i];
      for (int j = 0; j < 3; ++j) {
        all.covariance[i][j] += weight * (one.covariance[i][j] + one.mean[i] * one.mean[j]);
      }
    }
  }
  if (all.weight <= 0) return {};
  for (double& value : all.mean) value /= all.weight;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      all.covariance[i][j] = all.covariance[i][j] / all.weight - all.mean[i] * all.mean[j];
    }
  }
  return all;
}

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix result{};
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      for (int k = 0; k < 3; ++k) result[i][j] += a[i][k] * b[k][j];
    }
  }
  return result;
}

// One rotation in the plane of axes p and q (Jacobi): `symmetric` becomes diagonal there, and `axes` its
// columns.
void rotate(Matrix& symmetric, Matrix& axes, int p, int q) {
  if (symmetric[p][q] == 0) return;
  const double difference = symmetric[q][q] - symmetric[p][p];
  const double angle =  // the smaller of the two that do
      0.5 * std::atan2(std::copysign(2, difference) * symmetric[p][q], std::abs(difference));
  Matrix rotation{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  rotation[p][p] = rotation[q][q] = std::cos(angle);
  rotation[p][q] = std::sin(angle);
  rotation[q][p] = -rotation[p][q];
  Matrix transposed = rotation;
  std::swap(transposed[p][q], transposed[q][p]);
  symmetric = product(transposed, product(symmetric, rotation));
  axes = product(axes, rotation);
}

// V·diag(function(λ))·Vᵀ of a symmetric matrix V·diag(λ)·Vᵀ.
template <typename Function>
Matrix of_eigenvalues(Matrix symmetric, Function function) {
  constexpr int kSweeps = 12;  // each squares what is left beside the diagonal
  Matrix axes{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    rotate(symmetric, axes, 0, 1);
    rotate(symmetric, axes, 0, 2);
    rotate(symmetric, axes, 1, 2);
  }
  Matrix result{};
  for (int k = 0; k < 3; ++k) {
    const double value = function(symmetric[k][k]);
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) result[i][j] += value * axes[i][k] * axes[j][k];
    }
  }
  return result;
}

Matrix monge_kantorovich(const Matrix& from, const Matrix& to) {
  const Matrix root =
      of_eigenvalues(from, [](double value) { return std::sqrt(std::max(value, kLeastVariance)); });
  const Matrix inverse =
      of_eigenvalues(from, [](double value) { return 1 / std::sqrt(std::max(value, kLeastVariance)); });
  const Matrix middle = of_eigenvalues(product(root, product(to, root)),
                                       [](double value) { return std::sqrt(std::max(value, 0.0)); });
  return product(inverse, product(middle, inverse));
}

}  // namespace

Image match_colours(Image picture, const std::vector<Image>& models, const std::vector<double>& weights) {
  const Colours own = colours_of(picture), wanted = colours_of_all(models, weights);
  if (own.weight <= 0 || wanted.weight <= 0) return picture;
  const Matrix map = monge_kantorovich(own.covariance, wanted.covariance);
  float* const planes[3] = {picture.plane(0), picture.plane(1), picture.plane(2)};
  for (std::size_t at = 0; at < picture.pixels(); ++at) {
    const Vector from{planes[0][at] - own.mean[0], planes[1][at] - own.mean[1], planes[2][at] - own.mean[2]};
    for (int i = 0; i < 3; ++i) {
      const double value = wanted.mean[i] + map[i][0] * from[0] + map[i][1] * from[1] + map[i][2] * from[2];
      planes[i][at] = static_cast<float>(std::clamp(value, 0.0, 1.0));
    }
  }
  return picture;
}

}  // namespace core

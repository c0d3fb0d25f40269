#include "vgg/fold_layers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/translation.h"
#include "files/file_error.h"
#include "files/number_formats.h"
#include "vgg/read_convolution.h"

namespace weights {
namespace {

// Of torch.nn.BatchNorm2d and keras.layers.BatchNormalization where nobody chooses another.
double epsilon_of(Layout layout) { return layout == Layout::kOutInHeightWidth ? 1e-5 : 1e-3; }

[[noreturn]] void refuse_values(const TensorFile& tensors, std::size_t index, const std::string& file) {
  refuse(file, base::format(_("tensor %s makes values that are not finite; the weights are damaged"),
                            in_quotes(tensors.tensors()[index].name).c_str()));
}

using Matrix = std::array<std::array<double, 3>, 3>;

// By cofactors; none where the determinant is next to nothing beside its terms.
std::optional<Matrix> inverse_of(const Matrix& m) {
  Matrix inverse{};
  double determinant = 0, terms = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      const std::size_t a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
      inverse[i][j] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
      if (j != 0) continue;
      determinant += m[0][i] * inverse[i][0];
      terms += std::fabs(m[0][i]) * (std::fabs(m[a][c] * m[b][d]) + std::fabs(m[a][d] * m[b][c]));
    }
  }
  constexpr double kLeast = 1e-6;
  if (!(std::fabs(determinant) > kLeast * terms)) return std::nullopt;
  for (auto& row : inverse) {
    for (double& value : row) value /= determinant;
  }
  return inverse;
}

}  // namespace

void fold_normalisation(TensorFile& tensors, const FileLayer& normalisation, const std::string& file,
                        Convolution& convolution) {
  const auto filters = static_cast<std::size_t>(convolution.out_channels);
  const auto values = [&](Part part, float otherwise) {
    const std::optional<std::size_t>& index = normalisation.part(part);
    return index ? read_per_filter(tensors, *index, filters, file) : std::vector<float>(filters, otherwise);
  };
  const std::size_t mean_index = *normalisation.part(Part::kMean);
  if (!normalisation.part(Part::kVariance)) {
    refuse(file, base::format(_("the variance that belongs to its tensor %s is missing"),
                              in_quotes(tensors.tensors()[mean_index].name).c_str()));
  }
  const std::vector<float> mean = values(Part::kMean, 0), variance = values(Part::kVariance, 1);
  const std::vector<float> scale = values(Part::kWeight, 1), shift = values(Part::kBias, 0);
  const double epsilon = epsilon_of(normalisation.layout);
  const std::size_t of_filter = convolution.weights.size() / filters;
  for (std::size_t filter = 0; filter < filters; ++filter) {
    const double factor = scale[filter] / std::sqrt(variance[filter] + epsilon);
    for (std::size_t i = filter * of_filter; i < (filter + 1) * of_filter; ++i) {
      float& weight = convolution.weights[i];
      weight = to_float(weight * factor);
      if (!std::isfinite(weight)) refuse_values(tensors, mean_index, file);
    }
    float& bias = convolution.bias[filter];
    bias = to_float((static_cast<double>(bias) - mean[filter]) * factor + shift[filter]);
    if (!std::isfinite(bias)) refuse_values(tensors, mean_index, file);
  }
}

void fold_input(TensorFile& tensors, const FileLayer& input, const std::string& file, WeightSet& set) {
  const std::size_t index = *input.part(Part::kWeight);
  const std::vector<float> values = tensors.read(index);
  if (values.size() != 9) refuse_values(tensors, index, file);
  std::vector<float> bias(3, 0.0f);
  if (input.part(Part::kBias)) bias = read_per_filter(tensors, *input.part(Part::kBias), 3, file);
  Matrix matrix{};
  for (std::size_t out = 0; out < 3; ++out) {
    for (std::size_t in = 0; in < 3; ++in) {
      matrix[out][in] = values[input.layout == Layout::kOutInHeightWidth ? 3 * out + in : 3 * in + out];
    }
  }
  const std::optional<Matrix> inverse = inverse_of(matrix);
  if (!inverse) {
    refuse(file, base::format(_("its tensor %s prepares pictures so that colours are lost"),
                              in_quotes(tensors.tensors()[index].name).c_str()));
  }
  set.preprocessing = {Preprocessing::Order::kRgb, 1.0f, {}, {1.0f, 1.0f, 1.0f}};
  for (std::size_t i = 0; i < 3; ++i) {
    double mean = 0;
    for (std::size_t j = 0; j < 3; ++j) mean -= (*inverse)[i][j] * bias[j];
    set.preprocessing.mean[i] = to_float(mean);
    if (!std::isfinite(set.preprocessing.mean[i])) refuse_values(tensors, index, file);
  }
  Convolution& first = set.convolutions.front();
  constexpr std::size_t kTaps = 9;
  for (std::size_t filter = 0; filter < first.bias.size(); ++filter) {
    float* const taps = &first.weights[filter * 3 * kTaps];
    for (std::size_t tap = 0; tap < kTaps; ++tap) {
      std::array<double, 3> sums{};
      for (std::size_t in = 0; in < 3; ++in) {
        for (std::size_t out = 0; out < 3; ++out)
          sums[in] += double{taps[out * kTaps + tap]} * matrix[out][in];
      }
      for (std::size_t in = 0; in < 3; ++in) {
        taps[in * kTaps + tap] = to_float(sums[in]);
        if (!std::isfinite(taps[in * kTaps + tap])) refuse_values(tensors, index, file);
      }
    }
  }
}

}  // namespace weights

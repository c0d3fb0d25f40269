#include "vgg/read_convolution.h"

#include <cmath>
#include <vector>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr std::uint64_t kMostChannels = 4096;
constexpr std::size_t kKernel = 3;

void check_weight(const TensorEntry& weight, Layout layout, std::uint64_t filters, std::uint64_t in_channels,
                  const std::string& file) {
  const bool out_first = layout == Layout::kOutInHeightWidth;
  const std::vector<std::uint64_t> right =
      out_first ? std::vector<std::uint64_t>{filters, in_channels, kKernel, kKernel}
                : std::vector<std::uint64_t>{kKernel, kKernel, in_channels, filters};
  if (weight.shape != right || filters == 0) {
    refuse(file, base::format(out_first ? _("tensor %s has the shape %s; [filters, %ju, 3, 3] is right")
                                        : _("tensor %s has the shape %s; [3, 3, %ju, filters] is right"),
                              in_quotes(weight.name).c_str(), shape_text(weight.shape).c_str(), in_channels));
  }
  if (filters > kMostChannels) {
    refuse(file, base::format(_("tensor %s has %ju filters; at most %ju are read"),
                              in_quotes(weight.name).c_str(), filters, kMostChannels));
  }
}

// Some containers keep dimensions of 1 around the biases'.
void check_bias(const TensorEntry& bias, std::uint64_t filters, const std::string& file) {
  std::vector<std::uint64_t> sizes;
  for (const std::uint64_t size : bias.shape) {
    if (size != 1) sizes.push_back(size);
  }
  if (sizes.empty() && !bias.shape.empty()) sizes.push_back(1);
  if (sizes != std::vector<std::uint64_t>{filters}) {
    refuse(file, base::format(_("tensor %s has the shape %s; [%ju], one number for each filter, is right"),
                              in_quotes(bias.name).c_str(), shape_text(bias.shape).c_str(), filters));
  }
}

std::vector<float> read_finite(TensorFile& tensors, std::size_t index, std::uint64_t count,
                               const std::string& file) {
  const std::string name = in_quotes(tensors.tensors()[index].name);
  std::vector<float> values = tensors.read(index);
  if (values.size() != count) {
    refuse(file, base::format(_("tensor %s holds %zu values where its shape needs %ju"), name.c_str(),
                              values.size(), count));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    refuse(file,
           base::format(_("tensor %s holds a value that is not finite (number %zu); the weights are damaged"),
                        name.c_str(), i));
  }
  return values;
}

std::vector<float> out_in_height_width(const std::vector<float>& values, std::size_t filters,
                                       std::size_t in_channels) {
  std::vector<float> turned(values.size());
  std::size_t from = 0;
  for (std::size_t tap = 0; tap < kKernel * kKernel; ++tap) {
    for (std::size_t input = 0; input < in_channels; ++input) {
      for (std::size_t filter = 0; filter < filters; ++filter) {
        turned[(filter * in_channels + input) * kKernel * kKernel + tap] = values[from++];
      }
    }
  }
  return turned;
}

}  // namespace

std::vector<float> read_per_filter(TensorFile& tensors, std::size_t index, std::uint64_t count,
                                   const std::string& file) {
  check_bias(tensors.tensors()[index], count, file);
  return read_finite(tensors, index, count, file);
}

Convolution read_convolution(TensorFile& tensors, const ConvolutionPlace& place, const std::string& file) {
  const TensorEntry& weight = tensors.tensors()[place.weight];
  const std::uint64_t filters = filters_of(weight, place.layout);
  check_weight(weight, place.layout, filters, place.in_channels, file);
  if (place.bias) check_bias(tensors.tensors()[*place.bias], filters, file);
  Convolution convolution;
  convolution.in_channels = static_cast<int>(place.in_channels);
  convolution.out_channels = static_cast<int>(filters);
  convolution.weights =
      read_finite(tensors, place.weight, filters * place.in_channels * kKernel * kKernel, file);
  convolution.bias =
      place.bias ? read_finite(tensors, *place.bias, filters, file) : std::vector<float>(filters, 0.0f);
  if (place.layout == Layout::kHeightWidthInOut) {
    convolution.weights = out_in_height_width(convolution.weights, filters, place.in_channels);
  }
  return convolution;
}

}  // namespace weights

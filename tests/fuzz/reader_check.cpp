#include "reader_check.h"

#include <cmath>

#include "base/error.h"
#include "require.h"
#include "vgg/vgg_recognition.h"

namespace fuzz {
namespace {

void check_set(const weights::WeightSet& set, std::size_t most_values) {
  const auto& names = weights::convolution_names(set.network);
  require(!set.convolutions.empty() && set.convolutions.size() <= names.size(),
          "wrong number of convolutions");
  int in_channels = 3;
  std::size_t values = 0;
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    const weights::Convolution& convolution = set.convolutions[i];
    require(convolution.name == names[i].name, "wrong name");
    require(convolution.in_channels == in_channels && convolution.out_channels > 0, "wrong channels");
    const auto filters = static_cast<std::size_t>(convolution.out_channels);
    require(convolution.weights.size() == filters * static_cast<std::size_t>(in_channels) * 9,
            "wrong weights");
    require(convolution.bias.size() == filters, "wrong biases");
    for (const float value : convolution.weights) require(std::isfinite(value), "weight not finite");
    for (const float value : convolution.bias) require(std::isfinite(value), "bias not finite");
    in_channels = convolution.out_channels;
    values += convolution.weights.size() + filters;
  }
  require(values <= most_values, "more values than the file can hold");
  for (int channel = 0; channel < 3; ++channel) {
    require(std::isfinite(set.preprocessing.mean[channel]), "mean not finite");
    require(std::isfinite(set.preprocessing.std[channel]) && set.preprocessing.std[channel] > 0,
            "std not positive");
  }
}

}  // namespace

void check_reader(const std::string& file, std::size_t most_values,
                  const std::function<std::unique_ptr<weights::TensorFile>()>& open) {
  try {
    const std::unique_ptr<weights::TensorFile> tensors = open();
    check_set(weights::recognise_vgg(*tensors, file), most_values);
  } catch (const base::Error& error) {
    require_sentence(error, file + ": ", 4000);
  }
}

}  // namespace fuzz

#include "choices/network_choice.h"

#include <algorithm>

#include "network/vgg.h"
#include "weights/open_weights.h"

namespace core {
namespace {

// Drops the convolutions after the deepest tap: they would only cost calibration and memory.
void cut_after(weights::WeightSet& set, const std::vector<std::string>& taps) {
  std::size_t keep = 1;
  for (const std::string& tap : taps) {
    for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
      const std::string& name = set.convolutions[i].name;
      if (tap == "relu" + name || tap == "conv" + name) keep = std::max(keep, i + 1);
    }
  }
  set.convolutions.resize(keep);
}

}  // namespace

NetworkChoice choose_network(const Parameters& parameters) {
  NetworkChoice network;
  network.set = weights::open_weights(weights_request(parameters));
  network.choices = decide(parameters, network.set);
  const std::vector<std::string> taps = all_taps(network.choices.objective);
  const dnn::NetworkDescription whole = describe_vgg(network.set, network.choices.pooling);
  for (const std::string& tap : taps) {
    const int needed = dnn::least_size(whole, tap);
    // With margins any picture is large enough.
    if (network.choices.objective.margin > 0) continue;
    if (needed > network.least_side) network.deepest_tap = tap;
    network.least_side = std::max(network.least_side, needed);
  }
  cut_after(network.set, taps);
  network.description = describe_vgg(network.set, network.choices.pooling);
  return network;
}

Vgg take_vgg(NetworkChoice& network) {
  std::vector<weights::Convolution> convolutions = std::move(network.set.convolutions);
  network.set.convolutions.clear();
  weights::WeightSet whole = network.set;
  for (const weights::Convolution& convolution : convolutions) {
    weights::Convolution& shape = network.set.convolutions.emplace_back();
    shape.name = convolution.name;
    shape.in_channels = convolution.in_channels;
    shape.out_channels = convolution.out_channels;
  }
  whole.convolutions = std::move(convolutions);
  return make_vgg(std::move(whole), network.choices.pooling);
}

}  // namespace core

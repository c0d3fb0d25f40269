#include "core/layer_times.h"

#include <algorithm>

#include "choices.h"
#include "dnn/network.h"
#include "dnn/peak.h"
#include "vgg.h"

namespace core {

LayerTimes measure_layers(const Parameters& parameters) {
  constexpr int kRuns = 4;
  const weights::WeightSet set = weights::open_weights(weights_request(parameters));
  const Choices choices = decide(parameters, set);

  dnn::Engine engine(engine_settings(parameters));
  const auto description = std::make_shared<const dnn::NetworkDescription>(build_vgg(set, choices.pooling));
  dnn::Network network(engine, description, parameters.size, parameters.size, all_taps(choices.objective));
  std::vector<float> picture(3 * static_cast<std::size_t>(parameters.size) * parameters.size, 0.1f);
  LayerTimes times;
  times.peak_gflops = dnn::peak_gflops(engine);
  for (int run = 0; run < kRuns; ++run) {
    network.forward(picture.data());
    network.backward([](const std::string&, const dnn::GradientView&) {}, picture.data());
    const std::vector<dnn::LayerTime> now = network.layer_times();
    times.layers.resize(now.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
      LayerTime& layer = times.layers[i];
      const bool first = run == 0;
      layer.layer = now[i].layer;
      layer.method = now[i].method;
      layer.gflop = now[i].operations * 1e-9;
      const double forward = 1000 * now[i].forward_seconds, backward = 1000 * now[i].backward_seconds;
      layer.forward_ms = first ? forward : std::min(layer.forward_ms, forward);
      layer.backward_ms = first ? backward : std::min(layer.backward_ms, backward);
    }
  }
  return times;
}

}  // namespace core

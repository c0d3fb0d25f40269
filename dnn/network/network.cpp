#include "dnn/network.h"

#include <algorithm>
#include <cassert>

#include "base/error.h"
#include "base/stopwatch.h"
#include "base/translation.h"
#include "convolution/convolution.h"
#include "convolution/method_choice.h"
#include "engine/aligned_buffer.h"
#include "engine/engine_impl.h"
#include "network/network_plan.h"
#include "network/open_bits.h"
#include "network/pooling.h"
#include "network/relu.h"

namespace dnn {

struct Workspace::Impl {
  AlignedBuffer maps;
  AlignedBuffer scratch;

  void reserve(std::size_t map_bytes, std::size_t scratch_bytes) {
    if (map_bytes > maps.bytes()) grow(maps, map_bytes);
    if (scratch_bytes > scratch.bytes()) grow(scratch, scratch_bytes);
  }

 private:
  // The old memory is given back first: nothing in it is worth keeping.
  static void grow(AlignedBuffer& buffer, std::size_t bytes) {
    buffer = AlignedBuffer();
    buffer = AlignedBuffer(bytes);
  }
};

Workspace::Workspace() : impl_(std::make_unique<Impl>()) {}
Workspace::~Workspace() = default;

struct Network::Impl {
  Engine::Impl& engine;
  std::shared_ptr<const NetworkDescription> description;
  NetworkPlan plan;
  MemoryPlan places;
  std::shared_ptr<Workspace> workspace;
  std::size_t scratch_bytes = 0;
  std::vector<LayerTime> times;                            // of the last passes
  std::vector<std::unique_ptr<Convolution>> convolutions;  // one per layer; null for poolings

  Impl(Engine::Impl& e, std::shared_ptr<const NetworkDescription> d, int height, int width,
       const std::vector<std::string>& taps, Use use, std::shared_ptr<Workspace> shared)
      : engine(e),
        description(std::move(d)),
        plan(plan_network(*description, height, width, taps, use)),
        places(plan_memory(plan.buffers)),
        workspace(shared ? std::move(shared) : std::make_shared<Workspace>()) {
    engine.use_threads();
    for (const PlannedLayer& layer : plan.layers) {
      std::unique_ptr<Convolution>& convolution = convolutions.emplace_back();
      if (!layer.is_convolution()) continue;
      ConvolutionRequest request;
      request.owner = description;
      request.layer = layer.layer;
      request.source = layer.source;
      request.relu = layer.relu && layer.linear < 0;
      request.backward = use == Use::kForwardAndBackward;
      convolution = make_convolution(engine, request, choose_method(request, engine.precision));
      scratch_bytes = std::max(scratch_bytes, convolution->scratch_bytes());
    }
    workspace->impl().reserve(places.bytes, scratch_bytes);
    time_layers();
  }

  void time_layers() {
    for (const PlannedLayer& layer : plan.layers) {
      LayerTime time;
      time.layer = (layer.is_convolution() ? "conv" : "") + layer.layer->name;
      if (layer.is_convolution()) {
        const Method method = convolutions[times.size()]->method();
        time.method = method_name(method);
        time.filter_bytes =
            layer.layer->weights.size() * packed_bytes(method) * (plan.input_gradient < 0 ? 1 : 2);
        time.operations = 18.0 * layer.layer->in_channels * static_cast<double>(layer.shape.size());
      } else {
        time.method = "pooling";
      }
      times.push_back(time);
    }
  }

  float* buffer(int index) const {
    return workspace->impl().maps.floats() + places.offsets[index] / sizeof(float);
  }
  template <class Value>
  Value* note(const PlannedLayer& layer) const {
    return layer.note < 0 ? nullptr : reinterpret_cast<Value*>(buffer(layer.note));
  }
  float* scratch() const { return workspace->impl().scratch.floats(); }
  const float* source(std::size_t layer) const {
    return buffer(layer == 0 ? plan.input : plan.layers[layer - 1].output);
  }
  float* source_gradient(std::size_t layer) const {
    return buffer(layer == 0 ? plan.input_gradient : plan.layers[layer - 1].gradient);
  }

  void forward(const float* planes, const EditFeatures& edit) {
    engine.use_threads();
    const std::size_t positions = plan.input_shape.positions();
    float* rows = buffer(plan.input);
    for (std::size_t p = 0; p < positions; ++p) {
      for (std::size_t c = 0; c < 3; ++c) rows[3 * p + c] = planes[c * positions + p];
    }
    for (std::size_t i = 0; i < plan.layers.size(); ++i) {
      const PlannedLayer& layer = plan.layers[i];
      if (engine.between_layers) engine.between_layers();
      times[i].forward_seconds = 0;
      const base::Stopwatch watch(times[i].forward_seconds);
      if (!layer.is_convolution()) {
        pool(engine.pool, description->pooling, layer.source, source(i), buffer(layer.output),
             note<std::uint8_t>(layer));
      } else if (layer.linear < 0) {
        convolutions[i]->forward(source(i), buffer(layer.output), scratch());
      } else {
        float* linear = buffer(layer.linear);
        convolutions[i]->forward(source(i), linear, scratch());
        if (edit) edit("conv" + layer.layer->name, {linear, layer.shape});
        if (layer.relu) relu(engine.pool, linear, layer.shape.size(), buffer(layer.output));
      }
      if (layer.is_convolution() && layer.note >= 0) {
        mark_open(engine.pool, buffer(layer.output), layer.shape.size(), note<OpenWord>(layer));
      }
    }
  }

  void call_taps(int layer, bool before_relu, const AddGradient& add, float* gradient) const {
    for (const PlannedTap& tap : plan.taps) {
      if (tap.layer != layer || tap.before_relu != before_relu) continue;
      add(tap.name, {gradient, layer < 0 ? plan.input_shape : plan.layers[layer].shape});
    }
  }

  void backward(const AddGradient& add, float* planes) {
    engine.use_threads();
    float* at_input = buffer(plan.input_gradient);
    if (plan.layers.empty()) {
      std::fill_n(at_input, plan.input_shape.size(), 0.0f);
    } else {
      std::fill_n(buffer(plan.layers.back().gradient), plan.layers.back().shape.size(), 0.0f);
    }
    for (int i = static_cast<int>(plan.layers.size()) - 1; i >= 0; --i) {
      const PlannedLayer& layer = plan.layers[i];
      float* gradient = buffer(layer.gradient);
      if (engine.between_layers) engine.between_layers();
      call_taps(i, false, add, gradient);
      times[i].backward_seconds = 0;
      const base::Stopwatch watch(times[i].backward_seconds);
      if (!layer.is_convolution()) {
        pool_backward(engine.pool, description->pooling, layer.source, note<std::uint8_t>(layer), gradient,
                      source_gradient(i));
        continue;
      }
      const OpenWord* open = note<OpenWord>(layer);
      if (layer.linear >= 0) {
        if (open != nullptr) close_gradient(engine.pool, open, layer.shape.size(), gradient);
        open = nullptr;
        call_taps(i, true, add, gradient);
      }
      convolutions[i]->backward(gradient, open, source_gradient(i), scratch());
    }
    call_taps(-1, false, add, at_input);
    const std::size_t positions = plan.input_shape.positions();
    for (std::size_t p = 0; p < positions; ++p) {
      for (std::size_t c = 0; c < 3; ++c) planes[c * positions + p] = at_input[3 * p + c];
    }
  }
};

Network::Network(Engine& engine, std::shared_ptr<const NetworkDescription> description, int height, int width,
                 const std::vector<std::string>& taps, Use use, std::shared_ptr<Workspace> workspace) {
  translate_errors(N_("cannot plan the network"), [&] {
    impl_ = std::make_unique<Impl>(engine.impl(), std::move(description), height, width, taps, use,
                                   std::move(workspace));
  });
}

Network::~Network() = default;

void Network::forward(const float* input, const EditFeatures& edit) {
  translate_errors(N_("cannot run the network"), [&] { impl_->forward(input, edit); });
}

FeatureView Network::features(const std::string& tap) const {
  for (const PlannedTap& known : impl_->plan.taps) {
    if (known.name != tap) continue;
    const FeatureShape shape =
        known.layer < 0 ? impl_->plan.input_shape : impl_->plan.layers[known.layer].shape;
    return {impl_->buffer(impl_->plan.buffer_of(known)), shape};
  }
  throw base::Error("layer \"" + tap + "\" was not asked for when the network was planned");
}

void Network::backward(const AddGradient& add_gradient, float* input_gradient) {
  assert(impl_->plan.input_gradient >= 0);
  translate_errors(N_("cannot run the network backward"),
                   [&] { impl_->backward(add_gradient, input_gradient); });
}

std::vector<LayerTime> Network::layer_times() const { return impl_->times; }

std::size_t Network::buffer_bytes() const { return impl_->places.bytes + impl_->scratch_bytes; }

}  // namespace dnn

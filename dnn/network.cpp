#include "dnn/network.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "aligned_buffer.h"
#include "engine_impl.h"
#include "operation.h"
#include "parallel.h"

namespace dnn {
namespace {

using dnnl::memory;
using Use = Network::Use;

// A network cut to the taps asked for, with the shape after each layer.
struct Plan {
  std::vector<const Layer*> layers;
  std::vector<FeatureShape> shapes;  // after each layer
  FeatureShape input;
};

// Index of the layer that `tap` reads; −1: the input; nothing: no such tap.
std::optional<int> tap_layer(const NetworkDescription& description, const std::string& tap) {
  if (tap == "input") return -1;
  for (std::size_t i = 0; i < description.layers.size(); ++i) {
    const Layer& layer = description.layers[i];
    if (layer.kind == Layer::Kind::kConvolution &&
        (tap == "relu" + layer.name || tap == "conv" + layer.name)) {
      return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

int require_tap(const NetworkDescription& description, const std::string& tap) {
  const std::optional<int> layer = tap_layer(description, tap);
  if (layer) return *layer;
  std::string deepest;
  for (const Layer& l : description.layers) {
    if (l.kind == Layer::Kind::kConvolution) deepest = "relu" + l.name;
  }
  throw base::Error("The network has no layer \"" + tap + "\"; its layers are input, conv1_1, relu1_1 … " +
                    deepest);
}

Plan make_plan(const NetworkDescription& description, int height, int width,
               const std::vector<std::string>& taps) {
  int deepest = -1;
  std::string deepest_tap = "input";
  for (const std::string& tap : taps) {
    const int layer = require_tap(description, tap);
    if (layer > deepest) {
      deepest = layer;
      deepest_tap = tap;
    }
  }
  const int least = least_size(description, deepest_tap);
  if (height < least || width < least) {
    throw base::Error("A picture of " + std::to_string(width) + "×" + std::to_string(height) +
                      " px is too small for layer " + deepest_tap + ", which needs at least " +
                      std::to_string(least) + "×" + std::to_string(least) + " px");
  }
  Plan plan;
  plan.input = {3, height, width};
  FeatureShape shape = plan.input;
  for (int i = 0; i <= deepest; ++i) {
    const Layer& layer = description.layers[i];
    if (layer.kind == Layer::Kind::kConvolution) {
      shape.channels = layer.out_channels;
    } else {
      shape.height /= 2;
      shape.width /= 2;
    }
    plan.layers.push_back(&layer);
    plan.shapes.push_back(shape);
  }
  return plan;
}

}  // namespace

int least_size(const NetworkDescription& description, const std::string& tap) {
  const int layer = require_tap(description, tap);
  int size = 1;
  for (int i = 0; i <= layer; ++i) {
    if (description.layers[i].kind == Layer::Kind::kPooling) size *= 2;
  }
  return size;
}

bool has_tap(const NetworkDescription& description, const std::string& tap) {
  return tap_layer(description, tap).has_value();
}

struct Network::Impl {
  // A feature map in the network's own layout.
  struct Map {
    FeatureShape shape;
    memory data;
    float* floats() const { return static_cast<float*>(data.get_data_handle()); }
  };
  // One layer: forward its operations, backward its gradient operation.
  struct Step {
    const Layer* layer;
    Map before_relu;  // of convolutions, only where it is tapped
    Map output;       // after ReLU or pooling
    bool relu = false;
    std::vector<Operation> forward;
    Operation backward;
    memory gradient_out, gradient_in;
    std::shared_ptr<const PackedWeights> weights, backward_weights;
    AlignedBuffer workspace;
    std::vector<memory> biases;
  };
  struct Tap {
    std::string name;
    int step;  // −1: the input
    bool before_relu;
    Map map;
    FeatureShape shape;
    AlignedBuffer rows;  // where the network's layout is not rows
    AlignedBuffer gradient_rows;
    std::optional<Operation> to_rows, gradient_to_rows, gradient_from_rows;
  };

  Engine::Impl& engine;
  std::shared_ptr<const NetworkDescription> description;
  Use use;
  Plan plan;
  std::vector<AlignedBuffer> buffers;
  std::size_t bytes = 0;
  Map input;
  std::vector<Step> steps;
  std::vector<Tap> taps;
  Scratchpad scratchpad;
  AlignedBuffer gradients[2];
  AlignedBuffer input_gradient;

  Impl(Engine::Impl& e, std::shared_ptr<const NetworkDescription> d, int height, int width,
       const std::vector<std::string>& names, Use u)
      : engine(e), description(std::move(d)), use(u), plan(make_plan(*description, height, width, names)) {
    engine.use_threads();
    input = {plan.input,
             memory(map_desc(plan.input, Layout::kRows), engine.engine, allocate(plan.input.size() * 4))};
    for (const std::string& name : names)
      taps.push_back({name,
                      require_tap(*description, name),
                      name.compare(0, 4, "conv") == 0,
                      {},
                      {},
                      {},
                      {},
                      {},
                      {},
                      {}});
    plan_gradients();
    steps.reserve(plan.layers.size());
    for (std::size_t i = 0; i < plan.layers.size(); ++i) add_step(i);
    for (Tap& tap : taps) bind(tap);
    scratchpad.allocate();
    bytes += scratchpad.bytes();
  }

  float* allocate(std::size_t size) {
    buffers.emplace_back(size);
    bytes += size;
    return buffers.back().floats();
  }

  void plan_gradients() {
    if (use == Use::kForward) return;
    std::size_t largest[2] = {0, 0};
    for (std::size_t i = 0; i < plan.shapes.size(); ++i) {
      largest[i % 2] = std::max(largest[i % 2], map_bytes(plan.shapes[i], engine.layout));
    }
    for (int i = 0; i < 2; ++i) {
      gradients[i] = AlignedBuffer(largest[i]);
      bytes += largest[i];
    }
    input_gradient = AlignedBuffer(plan.input.size() * 4);
    bytes += plan.input.size() * 4;
  }

  bool tapped(std::size_t step, bool before_relu) const {
    for (const Tap& tap : taps) {
      if (tap.step == static_cast<int>(step) && tap.before_relu == before_relu) return true;
    }
    return false;
  }

  Map new_map(const FeatureShape& shape) {
    return {shape,
            memory(map_desc(shape, engine.layout), engine.engine, allocate(map_bytes(shape, engine.layout)))};
  }

  void add_step(std::size_t i) {
    Step& step = steps.emplace_back();
    step.layer = plan.layers[i];
    const Map& source = i == 0 ? input : steps[i - 1].output;
    const bool convolution = step.layer->kind == Layer::Kind::kConvolution;
    const FeatureShape& shape = plan.shapes[i];
    if (use == Use::kForwardAndBackward) {
      step.gradient_out = memory(map_desc(shape, engine.layout), engine.engine, gradients[i % 2].data());
      step.gradient_in =
          i == 0 ? memory(map_desc(plan.input, Layout::kRows), engine.engine, input_gradient.data())
                 : memory(map_desc(plan.shapes[i - 1], engine.layout), engine.engine,
                          gradients[(i - 1) % 2].data());
    }
    if (convolution) {
      add_convolution(step, source, shape, i);
    } else {
      add_pooling(step, source, shape);
    }
  }

  void add_convolution(Step& step, const Map& source, const FeatureShape& shape, std::size_t i) {
    const bool split = tapped(i, true);
    const bool last = i + 1 == plan.layers.size();
    step.relu = !(last && !tapped(i, false));
    Map destination = new_map(shape);
    const Layer& layer = *step.layer;
    const memory::desc any_weights = weights_desc(layer, memory::format_tag::any);
    const memory::desc bias_desc({layer.out_channels}, memory::data_type::f32, memory::format_tag::x);
    const auto kind =
        use == Use::kForward ? dnnl::prop_kind::forward_inference : dnnl::prop_kind::forward_training;
    const bool fused = step.relu && !split;
    const auto forward = onednn::convolution_forward(
        engine.engine, kind, source.data.get_desc(), any_weights, bias_desc, destination.data.get_desc(),
        fused ? onednn::relu_after() : onednn::plain_attributes());
    step.weights =
        engine.weights.get(engine.engine, engine.stream, description, layer, forward.weights_desc());
    memory bias(bias_desc, engine.engine, const_cast<float*>(layer.bias.data()));
    step.forward.push_back(
        {dnnl::convolution_forward(forward),
         {{DNNL_ARG_SRC, source.data},
          {DNNL_ARG_WEIGHTS, step.weights->memory},
          {DNNL_ARG_BIAS, bias},
          {DNNL_ARG_DST, destination.data},
          {DNNL_ARG_SCRATCHPAD, scratchpad.share(forward.scratchpad_desc(), engine.engine)}}});
    step.output = destination;
    if (split) {
      step.before_relu = destination;
      if (step.relu) {
        step.output = new_map(shape);
        const auto relu = onednn::relu_forward(engine.engine, dnnl::prop_kind::forward_inference,
                                               destination.data.get_desc());
        step.forward.push_back(
            {dnnl::eltwise_forward(relu),
             {{DNNL_ARG_SRC, destination.data},
              {DNNL_ARG_DST, step.output.data},
              {DNNL_ARG_SCRATCHPAD, scratchpad.share(relu.scratchpad_desc(), engine.engine)}}});
      }
    }
    if (use == Use::kForward) return;
    const auto backward = onednn::convolution_backward(engine.engine, step.gradient_in.get_desc(),
                                                       any_weights, step.gradient_out.get_desc(), forward);
    step.backward_weights =
        engine.weights.get(engine.engine, engine.stream, description, layer, backward.weights_desc());
    step.backward = {dnnl::convolution_backward_data(backward),
                     {{DNNL_ARG_DIFF_DST, step.gradient_out},
                      {DNNL_ARG_WEIGHTS, step.backward_weights->memory},
                      {DNNL_ARG_DIFF_SRC, step.gradient_in},
                      {DNNL_ARG_SCRATCHPAD, scratchpad.share(backward.scratchpad_desc(), engine.engine)}}};
  }

  void add_pooling(Step& step, const Map& source, const FeatureShape& shape) {
    step.output = new_map(shape);
    const bool max = description->pooling == Pooling::kMax;
    const auto algorithm = max ? dnnl::algorithm::pooling_max : dnnl::algorithm::pooling_avg_exclude_padding;
    const auto kind =
        use == Use::kForward ? dnnl::prop_kind::forward_inference : dnnl::prop_kind::forward_training;
    const auto forward = onednn::pooling_forward(engine.engine, kind, algorithm, source.data.get_desc(),
                                                 step.output.data.get_desc());
    Operation operation{dnnl::pooling_forward(forward),
                        {{DNNL_ARG_SRC, source.data},
                         {DNNL_ARG_DST, step.output.data},
                         {DNNL_ARG_SCRATCHPAD, scratchpad.share(forward.scratchpad_desc(), engine.engine)}}};
    memory workspace;
    const bool keeps = max && use == Use::kForwardAndBackward;
    if (keeps) {
      step.workspace = AlignedBuffer(forward.workspace_desc().get_size());
      bytes += step.workspace.bytes();
      workspace = memory(forward.workspace_desc(), engine.engine, step.workspace.data());
      operation.arguments[DNNL_ARG_WORKSPACE] = workspace;
    }
    step.forward.push_back(operation);
    if (use == Use::kForward) return;
    const auto backward = onednn::pooling_backward(engine.engine, algorithm, step.gradient_in.get_desc(),
                                                   step.gradient_out.get_desc(), forward);
    step.backward = {dnnl::pooling_backward(backward),
                     {{DNNL_ARG_DIFF_DST, step.gradient_out},
                      {DNNL_ARG_DIFF_SRC, step.gradient_in},
                      {DNNL_ARG_SCRATCHPAD, scratchpad.share(backward.scratchpad_desc(), engine.engine)}}};
    if (keeps) step.backward.arguments[DNNL_ARG_WORKSPACE] = workspace;
  }

  Operation reorder(const memory& from, const memory& to) {
    const auto desc = onednn::reorder(engine.engine, from.get_desc(), to.get_desc());
    return {dnnl::reorder(desc),
            {{DNNL_ARG_FROM, from},
             {DNNL_ARG_TO, to},
             {DNNL_ARG_SCRATCHPAD, scratchpad.share(desc.scratchpad_desc(), engine.engine)}}};
  }

  void bind(Tap& tap) {
    if (tap.step < 0) {
      tap.map = input;
    } else {
      const Step& step = steps[tap.step];
      tap.map = tap.before_relu ? step.before_relu : step.output;
    }
    tap.shape = tap.map.shape;
    if (tap.step < 0 || engine.layout == Layout::kRows) return;
    const std::size_t size = tap.shape.size() * 4;
    const auto rows_desc = map_desc(tap.shape, Layout::kRows);
    tap.rows = AlignedBuffer(size);
    bytes += size;
    tap.to_rows = reorder(tap.map.data, memory(rows_desc, engine.engine, tap.rows.data()));
    if (use == Use::kForward) return;
    tap.gradient_rows = AlignedBuffer(size);
    bytes += size;
    const memory rows(rows_desc, engine.engine, tap.gradient_rows.data());
    tap.gradient_to_rows = reorder(steps[tap.step].gradient_out, rows);
    tap.gradient_from_rows = reorder(rows, steps[tap.step].gradient_out);
  }

  void forward(const float* planes) {
    engine.use_threads();
    const std::size_t positions = plan.input.positions();
    float* rows = input.floats();
    for (std::size_t p = 0; p < positions; ++p) {
      for (std::size_t c = 0; c < 3; ++c) rows[3 * p + c] = planes[c * positions + p];
    }
    for (const Step& step : steps) {
      for (const Operation& operation : step.forward) operation.run(engine.stream);
    }
    for (const Tap& tap : taps) {
      if (tap.to_rows) tap.to_rows->run(engine.stream);
    }
    engine.stream.wait();
  }

  void call(Tap& tap, const Network::AddGradient& add, float* gradient) {
    if (!tap.gradient_to_rows) {
      add(tap.name, {gradient, tap.shape});
      return;
    }
    tap.gradient_to_rows->run(engine.stream);
    engine.stream.wait();
    add(tap.name, {tap.gradient_rows.floats(), tap.shape});
    tap.gradient_from_rows->run(engine.stream);
    engine.stream.wait();
  }

  void call_taps(int step, bool before_relu, const Network::AddGradient& add, float* gradient) {
    for (Tap& tap : taps) {
      if (tap.step == step && tap.before_relu == before_relu) call(tap, add, gradient);
    }
  }

  void backward(const Network::AddGradient& add, float* planes) {
    engine.use_threads();
    auto* at_input = input_gradient.floats();
    if (steps.empty()) {
      std::fill_n(at_input, plan.input.size(), 0.0f);
    } else {
      auto* deepest = static_cast<float*>(steps.back().gradient_out.get_data_handle());
      std::fill_n(deepest, map_bytes(plan.shapes.back(), engine.layout) / 4, 0.0f);
    }
    for (int i = static_cast<int>(steps.size()) - 1; i >= 0; --i) {
      Step& step = steps[i];
      auto* gradient = static_cast<float*>(step.gradient_out.get_data_handle());
      call_taps(i, false, add, gradient);
      if (step.relu) {
        const float* output = step.output.floats();
        const std::size_t size = map_bytes(plan.shapes[i], engine.layout) / 4;
        parallel_ranges(engine.threads, size, [&](std::size_t first, std::size_t last) {
          for (std::size_t k = first; k < last; ++k) gradient[k] = output[k] > 0 ? gradient[k] : 0.0f;
        });
      }
      call_taps(i, true, add, gradient);
      step.backward.run(engine.stream);
      engine.stream.wait();
    }
    call_taps(-1, false, add, at_input);
    const std::size_t positions = plan.input.positions();
    for (std::size_t p = 0; p < positions; ++p) {
      for (std::size_t c = 0; c < 3; ++c) planes[c * positions + p] = at_input[3 * p + c];
    }
  }
};

Network::Network(Engine& engine, std::shared_ptr<const NetworkDescription> description, int height, int width,
                 const std::vector<std::string>& taps, Use use) {
  translate_errors("plan the network", [&] {
    impl_ = std::make_unique<Impl>(engine.impl(), std::move(description), height, width, taps, use);
  });
}

Network::~Network() = default;

void Network::forward(const float* input) {
  translate_errors("run the network", [&] { impl_->forward(input); });
}

FeatureView Network::features(const std::string& tap) const {
  for (const Impl::Tap& known : impl_->taps) {
    if (known.name != tap) continue;
    return {known.to_rows ? known.rows.floats() : known.map.floats(), known.shape};
  }
  throw base::Error("Layer \"" + tap + "\" was not asked for when the network was planned");
}

void Network::backward(const AddGradient& add_gradient, float* input_gradient) {
  assert(impl_->use == Use::kForwardAndBackward);
  translate_errors("run the network backward", [&] { impl_->backward(add_gradient, input_gradient); });
}

std::size_t Network::buffer_bytes() const { return impl_->bytes; }

std::size_t estimate_buffer_bytes(const NetworkDescription& description, int height, int width,
                                  const std::vector<std::string>& taps, Network::Use use) {
  const Plan plan = make_plan(description, height, width, taps);
  const Layout layout = preferred_layout();
  const bool gradients = use == Network::Use::kForwardAndBackward;
  std::size_t bytes = 2 * plan.input.size() * 4;
  std::size_t largest = 0;
  for (std::size_t i = 0; i < plan.shapes.size(); ++i) {
    const std::size_t map = map_bytes(plan.shapes[i], layout);
    bytes += map;
    // Which value a maximum took, a byte each.
    if (gradients && plan.layers[i]->kind == Layer::Kind::kPooling) bytes += map / 4;
    largest = std::max(largest, map);
  }
  if (gradients) bytes += 2 * largest;
  for (const std::string& tap : taps) {
    const int layer = require_tap(description, tap);
    if (layer < 0) continue;
    const std::size_t map = map_bytes(plan.shapes[layer], layout);
    // Kept before its ReLU and after it.
    if (tap.compare(0, 4, "conv") == 0) bytes += map;
    // Copied to rows, and its gradient.
    if (layout != Layout::kRows) bytes += (gradients ? 2 : 1) * map;
  }
  return bytes + (std::size_t{64} << 20);
}

}  // namespace dnn

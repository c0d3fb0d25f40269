#include "convolution/onednn_convolution.h"

#include <algorithm>

#include "engine/aligned_buffer.h"
#include "engine/onednn_compat.h"
#include "network/open_bits.h"

namespace dnn {
namespace {

using Tag = dnnl::memory::format_tag;

dnnl::memory::desc desc(const dnnl::memory::dims& dims, Tag tag) {
  return {dims, dnnl::memory::data_type::f32, tag};
}

dnnl::memory::dims filter_dims(const Layer& layer) { return {layer.out_channels, layer.in_channels, 3, 3}; }

dnnl::memory::dims map_dims(const FeatureShape& shape, int channels) {
  return {1, channels, shape.height, shape.width};
}

}  // namespace

OnednnConvolution::OnednnConvolution(Engine::Impl& engine, const ConvolutionRequest& request)
    : engine_(engine),
      request_(request),
      source_(desc(map_dims(request.source, request.layer->in_channels), Tag::nhwc)),
      destination_(desc(map_dims(request.source, request.layer->out_channels), Tag::nhwc)) {
  const Layer& layer = *request.layer;
  const auto any_filters = desc(filter_dims(layer), Tag::any);
  const auto kind = request.backward ? dnnl::prop_kind::forward_training : dnnl::prop_kind::forward_inference;
  const auto forward = onednn::convolution_forward(
      engine.engine, kind, source_, any_filters, desc({layer.out_channels}, Tag::x), destination_,
      request.relu ? onednn::relu_after() : onednn::plain_attributes());
  forward_ = {dnnl::convolution_forward(forward), forward.scratchpad_desc(), forward.src_desc(),
              forward.dst_desc(), packed(0, forward.weights_desc())};
  if (!request.backward) return;
  const auto backward =
      onednn::convolution_backward(engine.engine, source_, any_filters, destination_, forward);
  backward_ = {dnnl::convolution_backward_data(backward), backward.scratchpad_desc(),
               backward.diff_dst_desc(), backward.diff_src_desc(), packed(1, backward.weights_desc())};
}

std::shared_ptr<const dnnl::memory> OnednnConvolution::packed(int direction,
                                                              const dnnl::memory::desc& wanted) const {
  const Layer& layer = *request_.layer;
  const auto make = [&] {
    auto result = std::make_shared<dnnl::memory>(wanted, engine_.engine);
    dnnl::memory plain = map(desc(filter_dims(layer), Tag::oihw), layer.weights.data());
    dnnl::reorder(plain, *result).execute(engine_.stream, plain, *result);
    engine_.stream.wait();
    return result;
  };
  const int variant = 2 * static_cast<int>(method()) + direction;
  const auto cached = engine_.filters.get<dnnl::memory>(request_.owner, layer, variant, make);
  // oneDNN may want another order at another size.
  return cached->get_desc() == wanted ? cached : make();
}

dnnl::memory OnednnConvolution::map(const dnnl::memory::desc& desc, const float* data) const {
  return {desc, engine_.engine, const_cast<float*>(data)};
}

std::size_t OnednnConvolution::scratch_of(const Pass& pass) const {
  if (!pass.primitive) return 0;
  return aligned(pass.scratchpad.get_size()) + aligned(pass.from.get_size()) + aligned(pass.to.get_size());
}

std::size_t OnednnConvolution::scratch_bytes() const {
  return std::max(scratch_of(forward_), scratch_of(backward_));
}

void OnednnConvolution::run(const Pass& pass, int from_argument, const dnnl::memory& from, int to_argument,
                            const dnnl::memory& to, bool with_bias, float* scratch) const {
  float* free = scratch + aligned(pass.scratchpad.get_size()) / sizeof(float);
  const auto wanted = [&](const dnnl::memory& given, const dnnl::memory::desc& order) {
    if (given.get_desc() == order) return given;
    dnnl::memory own = map(order, free);
    free += aligned(order.get_size()) / sizeof(float);
    return own;
  };
  const auto copy = [&](dnnl::memory source, dnnl::memory destination) {
    if (source.get_data_handle() == destination.get_data_handle()) return;
    dnnl::reorder(source, destination).execute(engine_.stream, source, destination);
  };
  const dnnl::memory ordered_from = wanted(from, pass.from);
  const dnnl::memory ordered_to = wanted(to, pass.to);
  copy(from, ordered_from);
  std::unordered_map<int, dnnl::memory> arguments{{from_argument, ordered_from},
                                                  {DNNL_ARG_WEIGHTS, *pass.filters},
                                                  {to_argument, ordered_to},
                                                  {DNNL_ARG_SCRATCHPAD, map(pass.scratchpad, scratch)}};
  const Layer& layer = *request_.layer;
  if (with_bias) {
    arguments.insert({DNNL_ARG_BIAS, map(desc({layer.out_channels}, Tag::x), layer.bias.data())});
  }
  pass.primitive.execute(engine_.stream, arguments);
  copy(ordered_to, to);
  engine_.stream.wait();
}

void OnednnConvolution::forward(const float* source, float* destination, float* scratch) const {
  run(forward_, DNNL_ARG_SRC, map(source_, source), DNNL_ARG_DST, map(destination_, destination), true,
      scratch);
}

void OnednnConvolution::backward(float* gradient, const OpenWord* open, float* source_gradient,
                                 float* scratch) const {
  if (open != nullptr) {
    close_gradient(engine_.pool, open, request_.source.positions() * request_.layer->out_channels, gradient);
  }
  run(backward_, DNNL_ARG_DIFF_DST, map(destination_, gradient), DNNL_ARG_DIFF_SRC,
      map(source_, source_gradient), false, scratch);
}

}  // namespace dnn

#include "direct_convolution.h"

#include <algorithm>

#include "onednn_compat.h"
#include "relu.h"

namespace dnn {
namespace {

using Tag = dnnl::memory::format_tag;

dnnl::memory::desc desc(const dnnl::memory::dims& dims, Tag tag) {
  return {dims, dnnl::memory::data_type::f32, tag};
}

dnnl::memory::dims filter_dims(const Layer& layer) { return {layer.out_channels, layer.in_channels, 3, 3}; }

}  // namespace

DirectConvolution::DirectConvolution(Engine::Impl& engine, const ConvolutionRequest& request)
    : engine_(engine),
      request_(request),
      source_(desc({1, request.layer->in_channels, request.source.height, request.source.width}, Tag::nhwc)),
      destination_(
          desc({1, request.layer->out_channels, request.source.height, request.source.width}, Tag::nhwc)),
      outputs_(request.source.positions() * request.layer->out_channels) {
  const Layer& layer = *request.layer;
  const auto any_filters = desc(filter_dims(layer), Tag::any);
  const auto kind = request.backward ? dnnl::prop_kind::forward_training : dnnl::prop_kind::forward_inference;
  const auto forward = onednn::convolution_forward(
      engine.engine, kind, source_, any_filters, desc({layer.out_channels}, Tag::x), destination_,
      request.relu ? onednn::relu_after() : onednn::plain_attributes());
  forward_ = {dnnl::convolution_forward(forward), forward.scratchpad_desc(),
              packed(0, forward.weights_desc())};
  scratch_bytes_ = forward_.scratchpad.get_size();
  if (!request.backward) return;
  const auto backward =
      onednn::convolution_backward(engine.engine, source_, any_filters, destination_, forward);
  backward_ = {dnnl::convolution_backward_data(backward), backward.scratchpad_desc(),
               packed(1, backward.weights_desc())};
  scratch_bytes_ = std::max(scratch_bytes_, backward_.scratchpad.get_size());
}

std::shared_ptr<const dnnl::memory> DirectConvolution::packed(int direction,
                                                              const dnnl::memory::desc& wanted) const {
  const Layer& layer = *request_.layer;
  const auto make = [&] {
    auto result = std::make_shared<dnnl::memory>(wanted, engine_.engine);
    dnnl::memory plain = map(desc(filter_dims(layer), Tag::oihw), layer.weights.data());
    dnnl::reorder(plain, *result).execute(engine_.stream, plain, *result);
    engine_.stream.wait();
    return result;
  };
  const auto cached = engine_.filters.get<dnnl::memory>(request_.owner, layer, direction, make);
  // oneDNN may want another order at another size.
  return cached->get_desc() == wanted ? cached : make();
}

dnnl::memory DirectConvolution::map(const dnnl::memory::desc& desc, const float* data) const {
  return {desc, engine_.engine, const_cast<float*>(data)};
}

void DirectConvolution::forward(const float* source, float* destination, float* scratch) const {
  const dnnl::memory::desc bias = desc({request_.layer->out_channels}, Tag::x);
  forward_.primitive.execute(engine_.stream, {{DNNL_ARG_SRC, map(source_, source)},
                                              {DNNL_ARG_WEIGHTS, *forward_.filters},
                                              {DNNL_ARG_BIAS, map(bias, request_.layer->bias.data())},
                                              {DNNL_ARG_DST, map(destination_, destination)},
                                              {DNNL_ARG_SCRATCHPAD, map(forward_.scratchpad, scratch)}});
  engine_.stream.wait();
}

void DirectConvolution::backward(float* gradient, const float* open, float* source_gradient,
                                 float* scratch) const {
  if (open != nullptr) close_gradient(engine_.pool, open, outputs_, gradient);
  backward_.primitive.execute(engine_.stream, {{DNNL_ARG_DIFF_DST, map(destination_, gradient)},
                                               {DNNL_ARG_WEIGHTS, *backward_.filters},
                                               {DNNL_ARG_DIFF_SRC, map(source_, source_gradient)},
                                               {DNNL_ARG_SCRATCHPAD, map(backward_.scratchpad, scratch)}});
  engine_.stream.wait();
}

}  // namespace dnn

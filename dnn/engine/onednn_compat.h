// What differs between oneDNN 2.6 and 3.x, said once: in 2.x a primitive is described by an operation
// descriptor inside a primitive descriptor, in 3.x by the primitive descriptor alone.
//
// 3×3 convolution: stride 1, padding 1. Every primitive takes its scratchpad from the caller.
// Throws dnnl::error, as oneDNN does.
#pragma once

#include <oneapi/dnnl/dnnl_version.h>

#include <dnnl.hpp>

namespace dnn::onednn {

using Desc = dnnl::memory::desc;

inline const dnnl::memory::dims kOnes{1, 1};
inline constexpr auto kDirect = dnnl::algorithm::convolution_direct;

inline dnnl::primitive_attr plain_attributes() {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attributes;
}

inline dnnl::primitive_attr relu_after() {
  dnnl::post_ops relu;
#if DNNL_VERSION_MAJOR >= 3
  relu.append_eltwise(dnnl::algorithm::eltwise_relu, 0.0f, 0.0f);
#else
  relu.append_eltwise(1.0f, dnnl::algorithm::eltwise_relu, 0.0f, 0.0f);
#endif
  dnnl::primitive_attr attributes = plain_attributes();
  attributes.set_post_ops(relu);
  return attributes;
}

// Of a band of rows: the source has one row more above and below, and is padded at the sides only.
inline const dnnl::memory::dims kSides{0, 1};

#if DNNL_VERSION_MAJOR >= 3

inline auto band_forward(const dnnl::engine& engine, const Desc& source, const Desc& weights,
                         const Desc& bias, const Desc& destination, const dnnl::primitive_attr& attributes) {
  return dnnl::convolution_forward::primitive_desc(engine, dnnl::prop_kind::forward_inference, kDirect,
                                                   source, weights, bias, destination, kOnes, kSides, kSides,
                                                   attributes);
}

inline auto convolution_forward(const dnnl::engine& engine, dnnl::prop_kind kind, const Desc& source,
                                const Desc& weights, const Desc& bias, const Desc& destination,
                                const dnnl::primitive_attr& attributes) {
  return dnnl::convolution_forward::primitive_desc(engine, kind, kDirect, source, weights, bias, destination,
                                                   kOnes, kOnes, kOnes, attributes);
}

inline auto convolution_backward(const dnnl::engine& engine, const Desc& source, const Desc& weights,
                                 const Desc& destination,
                                 const dnnl::convolution_forward::primitive_desc& forward) {
  return dnnl::convolution_backward_data::primitive_desc(engine, kDirect, source, weights, destination, kOnes,
                                                         kOnes, kOnes, forward, plain_attributes());
}

#else

inline auto band_forward(const dnnl::engine& engine, const Desc& source, const Desc& weights,
                         const Desc& bias, const Desc& destination, const dnnl::primitive_attr& attributes) {
  return dnnl::convolution_forward::primitive_desc({dnnl::prop_kind::forward_inference, kDirect, source,
                                                    weights, bias, destination, kOnes, kSides, kSides},
                                                   attributes, engine);
}

inline auto convolution_forward(const dnnl::engine& engine, dnnl::prop_kind kind, const Desc& source,
                                const Desc& weights, const Desc& bias, const Desc& destination,
                                const dnnl::primitive_attr& attributes) {
  return dnnl::convolution_forward::primitive_desc(
      {kind, kDirect, source, weights, bias, destination, kOnes, kOnes, kOnes}, attributes, engine);
}

inline auto convolution_backward(const dnnl::engine& engine, const Desc& source, const Desc& weights,
                                 const Desc& destination,
                                 const dnnl::convolution_forward::primitive_desc& forward) {
  return dnnl::convolution_backward_data::primitive_desc(
      {kDirect, source, weights, destination, kOnes, kOnes, kOnes}, plain_attributes(), engine, forward);
}

#endif

}  // namespace dnn::onednn

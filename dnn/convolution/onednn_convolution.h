// A convolution by oneDNN in float32, the direct way, which takes any number of channels. Where oneDNN wants
// the maps in another order than rows they are reordered.
#pragma once

#include <dnnl.hpp>

#include "convolution/convolution.h"

namespace dnn {

class OnednnConvolution : public Convolution {
 public:
  OnednnConvolution(Engine::Impl& engine, const ConvolutionRequest& request);

  Method method() const override { return Method::kDirect; }
  std::size_t scratch_bytes() const override;
  void forward(const float* source, float* destination, float* scratch) const override;
  void backward(float* gradient, const OpenWord* open, float* source_gradient, float* scratch) const override;

 private:
  // A primitive with its packed filters; the maps come with each call.
  struct Pass {
    dnnl::primitive primitive;
    dnnl::memory::desc scratchpad;
    // The maps as the primitive wants them.
    dnnl::memory::desc from;
    dnnl::memory::desc to;
    std::shared_ptr<const dnnl::memory> filters;
  };

  std::shared_ptr<const dnnl::memory> packed(int direction, const dnnl::memory::desc& wanted) const;
  dnnl::memory map(const dnnl::memory::desc& desc, const float* data) const;
  std::size_t scratch_of(const Pass& pass) const;
  void run(const Pass& pass, int from_argument, const dnnl::memory& from, int to_argument,
           const dnnl::memory& to, bool with_bias, float* scratch) const;

  Engine::Impl& engine_;
  ConvolutionRequest request_;
  dnnl::memory::desc source_;
  dnnl::memory::desc destination_;
  Pass forward_;
  Pass backward_;
};

}  // namespace dnn

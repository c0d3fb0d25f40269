// A convolution by oneDNN, for numbers of channels that are no whole vectors.
#pragma once

#include <dnnl.hpp>

#include "convolution.h"

namespace dnn {

class DirectConvolution : public Convolution {
 public:
  DirectConvolution(Engine::Impl& engine, const ConvolutionRequest& request);

  const char* method() const override { return "direct"; }
  std::size_t scratch_bytes() const override { return scratch_bytes_; }
  void forward(const float* source, float* destination, float* scratch) const override;
  void backward(float* gradient, const float* open, float* source_gradient, float* scratch) const override;

 private:
  // A primitive with its packed filters; the maps come with each call.
  struct Pass {
    dnnl::primitive primitive;
    dnnl::memory::desc scratchpad;
    std::shared_ptr<const dnnl::memory> filters;
  };

  std::shared_ptr<const dnnl::memory> packed(int direction, const dnnl::memory::desc& wanted) const;
  dnnl::memory map(const dnnl::memory::desc& desc, const float* data) const;

  Engine::Impl& engine_;
  ConvolutionRequest request_;
  dnnl::memory::desc source_;
  dnnl::memory::desc destination_;
  std::size_t outputs_;
  Pass forward_;
  Pass backward_;
  std::size_t scratch_bytes_ = 0;
};

}  // namespace dnn

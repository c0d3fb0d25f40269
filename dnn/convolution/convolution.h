// One 3×3 convolution (stride 1, zero padding 1) on maps of one size, by whichever way suits its channels.
//
// Maps are rows (M×N, all channels of a position side by side). Scratch memory comes from the caller, since
// only one layer computes at a time. Used on the Engine's thread.
#pragma once

#include <cstddef>
#include <memory>

#include "convolution/method.h"
#include "dnn/feature_map.h"
#include "dnn/network.h"
#include "engine/engine_impl.h"
#include "network/open_bits.h"

namespace dnn {

class Convolution {
 public:
  virtual ~Convolution() = default;

  virtual Method method() const = 0;
  virtual std::size_t scratch_bytes() const = 0;
  // Writes every position of `destination`.
  virtual void forward(const float* source, float* destination, float* scratch) const = 0;
  // Overwrites `source_gradient`. Where `open` is given, `gradient` counts as zero where that ReLU was
  // closed: its backward pass. May change `gradient`.
  virtual void backward(float* gradient, const OpenWord* open, float* source_gradient,
                        float* scratch) const = 0;
};

struct ConvolutionRequest {
  std::shared_ptr<const NetworkDescription> owner;  // of `layer`
  const Layer* layer = nullptr;
  FeatureShape source;
  bool relu = false;      // fused into forward()
  bool backward = false;  // whether backward() will be called
};

// Throws dnnl::error where the method does not suit the layer or the processor.
std::unique_ptr<Convolution> make_convolution(Engine::Impl& engine, const ConvolutionRequest& request,
                                              Method method);

}  // namespace dnn

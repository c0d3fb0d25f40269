// A convolution whose products are oneDNN's in bfloat16, for processors that multiply bfloat16 faster than
// float32, rounded to 2 to 3 digits. Sums and maps are float32.
//
// Bands of rows are shared out to the Engine's threads: a band is rounded into memory that stays in the
// cache, and goes through a single-threaded primitive from there. Backward is a convolution with the filters
// turned by half a turn and the channels exchanged.
#pragma once

#include <dnnl.hpp>

#include "convolution/convolution.h"

namespace dnn {

// One direction of a layer on maps of one size.
class Bf16Pass {
 public:
  enum Direction { kForward, kBackward };

  Bf16Pass(Engine::Impl& engine, const ConvolutionRequest& request, Direction direction);

  std::size_t scratch_bytes() const;  // for all threads together

  // `open`, `bias`: may be null. Throws dnnl::error.
  void run(const float* source, const OpenWord* open, const float* bias, float* destination,
           float* scratch) const;

 private:
  // A primitive for bands of this many rows; none where there is no such band.
  struct Band {
    int rows = 0;
    dnnl::primitive primitive;
    dnnl::memory::desc source, filters, destination, scratchpad;
  };

  Band make_band(int rows, bool relu) const;
  std::shared_ptr<const dnnl::memory> pack(const ConvolutionRequest& request) const;
  std::size_t band_values() const;  // of bfloat16
  void run_band(const float* source, const OpenWord* open, const float* bias, float* destination,
                int first_row, char* scratch) const;

  Engine::Impl& engine_;
  Direction direction_;
  int height_;
  int width_;
  int in_channels_;
  int out_channels_;
  Band usual_;
  Band last_;
  std::shared_ptr<const dnnl::memory> filters_;
};

// For layers whose channels are multiples of kGranule.
class Bf16Convolution : public Convolution {
 public:
  // Throws dnnl::error where the processor or oneDNN has no such product.
  Bf16Convolution(Engine::Impl& engine, const ConvolutionRequest& request);

  Method method() const override { return Method::kBf16; }
  std::size_t scratch_bytes() const override;
  void forward(const float* source, float* destination, float* scratch) const override;
  void backward(float* gradient, const OpenWord* open, float* source_gradient, float* scratch) const override;

 private:
  ConvolutionRequest request_;
  Bf16Pass forward_;
  std::unique_ptr<Bf16Pass> backward_;
};

}  // namespace dnn

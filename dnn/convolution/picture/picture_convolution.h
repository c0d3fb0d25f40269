// The first convolution of a network, from 3 channels to a multiple of kGranule; see picture_rows.h.
#pragma once

#include "convolution/convolution.h"
#include "engine/aligned_buffer.h"

namespace dnn {

// The filters of both directions, packed for this processor.
struct PictureFilters {
  explicit PictureFilters(const Layer& layer);

  AlignedBuffer forward;
  AlignedBuffer bias;
  AlignedBuffer backward;
};

class PictureConvolution : public Convolution {
 public:
  PictureConvolution(Engine::Impl& engine, const ConvolutionRequest& request);

  Method method() const override { return Method::kPatches; }
  std::size_t scratch_bytes() const override;
  void forward(const float* source, float* destination, float* scratch) const override;
  void backward(float* gradient, const OpenWord* open, float* source_gradient, float* scratch) const override;

 private:
  template <class Run>
  void for_bands(float* scratch, const Run& run) const;

  ConvolutionRequest request_;
  ThreadPool& pool_;
  std::shared_ptr<const PictureFilters> filters_;
};

}  // namespace dnn

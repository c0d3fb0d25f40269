// A convolution by Winograd's F(4×4, 3×3), with a quarter of the multiplications of the direct way; forward,
// and backward with respect to the data, which is a convolution with the filters turned by half a turn and
// the channels exchanged.
//
// Blocks of tiles are shared out to threads; which thread computes a block changes no bit of it.
#pragma once

#include "convolution/convolution.h"
#include "convolution/winograd/winograd_filters.h"

namespace dnn {

// How the tiles of a map are cut into blocks.
class WinogradPlan {
 public:
  WinogradPlan(int height, int width, int in_channels, int out_channels, ThreadPool& pool);

  std::size_t scratch_bytes() const;  // for all threads together

  // `open`, `bias`: may be null; see WinogradBlock.
  void run(const WinogradFilters& filters, const float* source, const OpenWord* open, const float* bias,
           bool relu, float* destination, float* scratch) const;

 private:
  int height_;
  int width_;
  int in_channels_;
  ThreadPool& pool_;
  std::size_t tiles_;
  std::size_t block_;  // tiles of a block
  int panel_groups_;   // parts of the output channels, where tiles alone do not keep all threads busy
};

// For layers whose channels are multiples of kGranule.
class WinogradConvolution : public Convolution {
 public:
  WinogradConvolution(Engine::Impl& engine, const ConvolutionRequest& request);

  Method method() const override { return Method::kWinograd; }
  std::size_t scratch_bytes() const override;
  void forward(const float* source, float* destination, float* scratch) const override;
  void backward(float* gradient, const OpenWord* open, float* source_gradient, float* scratch) const override;

 private:
  ConvolutionRequest request_;
  WinogradPlan forward_plan_;
  WinogradPlan backward_plan_;
  std::shared_ptr<const WinogradFilters> forward_filters_;
  std::shared_ptr<const WinogradFilters> backward_filters_;
};

}  // namespace dnn

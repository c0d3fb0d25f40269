#include "convolution.h"

#include "direct_convolution.h"
#include "picture_convolution.h"
#include "simd.h"
#include "winograd_convolution.h"

namespace dnn {

std::unique_ptr<Convolution> make_convolution(Engine::Impl& engine, const ConvolutionRequest& request) {
  const Layer& layer = *request.layer;
  if (layer.out_channels % kGranule == 0) {
    if (layer.in_channels % kGranule == 0) return std::make_unique<WinogradConvolution>(engine, request);
    if (layer.in_channels == 3) return std::make_unique<PictureConvolution>(engine, request);
  }
  return std::make_unique<DirectConvolution>(engine, request);
}

}  // namespace dnn

#include "convolution/convolution.h"

#include "convolution/bf16/bf16_convolution.h"
#include "convolution/onednn_convolution.h"
#include "convolution/picture/picture_convolution.h"
#include "convolution/winograd/winograd_convolution.h"

namespace dnn {

std::unique_ptr<Convolution> make_convolution(Engine::Impl& engine, const ConvolutionRequest& request,
                                              Method method) {
  switch (method) {
    case Method::kPatches:
      return std::make_unique<PictureConvolution>(engine, request);
    case Method::kWinograd:
      return std::make_unique<WinogradConvolution>(engine, request);
    case Method::kBf16:
      return std::make_unique<Bf16Convolution>(engine, request);
    case Method::kDirect:
      break;
  }
  return std::make_unique<OnednnConvolution>(engine, request);
}

}  // namespace dnn
